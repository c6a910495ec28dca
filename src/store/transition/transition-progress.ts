import type { Database } from '../database.ts';
import type { OutreachChannel } from './outreach.ts';

/** How many of how many. */
interface Share {
  readonly done: number;
  readonly total: number;
}

export interface TransitionShares {
  /** Open accounts that have a login. */
  readonly registered: Share;
  /** Accounts whose autopay or scheduled draft lapsed and that have autopay again. */
  readonly autopay: Share;
  /** Accounts whose e-bill lapsed and that have it again, verified. */
  readonly ebill: Share;
}

/** One pass over each table, hashed together: 30,000 accounts in about 30 ms. */
export async function transitionShares(
  db: Database,
  on: { readonly today: Temporal.PlainDate; readonly cutOver: Temporal.PlainDate },
): Promise<TransitionShares> {
  const [row] = await db.query<{
    accounts: number;
    registered: number;
    autopay_total: number;
    autopay_done: number;
    ebill_total: number;
    ebill_done: number;
  }>(
    `select count(*) as accounts,
       count(x.account_id) as registered,
       count(*) filter (where lapsed.autopay) as autopay_total,
       count(*) filter (where lapsed.autopay and ap.id is not null) as autopay_done,
       count(*) filter (where r.had_ebill) as ebill_total,
       count(*) filter (where r.had_ebill and e.verified_at is not null) as ebill_done
     from account a
     left join (select distinct account_id from standing_access) x on x.account_id = a.id
     left join roster_entry r on r.account_id = a.id
     left join lateral (select r.had_autopay or r.next_draft_on >= $2 as autopay) lapsed on true
     left join standing_autopay ap on ap.account_id = a.id
     left join standing_ebill e on e.account_id = a.id
     where a.closed_on is null or a.closed_on > $1`,
    [on.today, on.cutOver],
  );
  if (row === undefined) throw new Error('an aggregate without a row');
  return {
    registered: { done: row.registered, total: row.accounts },
    autopay: { done: row.autopay_done, total: row.autopay_total },
    ebill: { done: row.ebill_done, total: row.ebill_total },
  };
}

export interface OutreachByChannel {
  readonly channel: OutreachChannel;
  readonly contacts: number;
  readonly accounts: number;
}

export async function outreachByChannel(db: Database): Promise<readonly OutreachByChannel[]> {
  return db.query<OutreachByChannel>(
    `select channel, count(*) as contacts, count(distinct account_id) as accounts from outreach
     group by channel order by contacts desc, channel`,
  );
}

/** What happened on one of the utility's dates. */
export interface TransitionDay {
  readonly on: Temporal.PlainDate;
  readonly registered: number;
  readonly autopay: number;
  readonly ebill: number;
  readonly outreach: number;
}

/** Day by day from `from` to `to`, the latest first, days without anything included. Dates are those of `timeZone`. */
export async function transitionDays(
  db: Database,
  span: { readonly from: Temporal.PlainDate; readonly to: Temporal.PlainDate; readonly timeZone: string },
): Promise<readonly TransitionDay[]> {
  return db.query<TransitionDay>(
    `with happened as (
       select granted_at as at, 'registered' as kind from account_access where role = 'owner'
       union all select agreed_at, 'autopay' from autopay
       union all select verified_at, 'ebill' from ebill where verified_at is not null
       union all select at, 'outreach' from outreach
     ), by_day as (
       select (at at time zone $3)::date as day, kind from happened where at >= ($1::date::timestamp at time zone $3)
     )
     select day::date as on,
       count(*) filter (where kind = 'registered') as registered,
       count(*) filter (where kind = 'autopay') as autopay,
       count(*) filter (where kind = 'ebill') as ebill,
       count(*) filter (where kind = 'outreach') as outreach
     from generate_series($1::date::timestamp, $2::date::timestamp, interval '1 day') as days (moment)
     cross join lateral (select moment::date as day) d
     left join by_day using (day)
     group by day order by day desc`,
    [span.from, span.to, span.timeZone],
  );
}
