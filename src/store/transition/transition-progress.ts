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

export interface OutreachByChannel {
  readonly channel: OutreachChannel;
  readonly contacts: number;
  readonly accounts: number;
}

/** How many of the open accounts, and who was reached by what, from the kept figures. */
export async function moveShares(
  db: Database,
  on: { readonly today: Temporal.PlainDate; readonly cutOver: Temporal.PlainDate },
): Promise<TransitionShares & { readonly outreach: readonly OutreachByChannel[] }> {
  const [row] = await db.query<{
    accounts: number;
    registered: number;
    autopay_total: number;
    autopay_done: number;
    ebill_total: number;
    ebill_done: number;
    outreach: readonly OutreachByChannel[];
  }>(
    `select coalesce(sum(accounts), 0)::bigint as accounts, coalesce(sum(registered), 0)::bigint as registered,
       coalesce(sum(accounts) filter (where lapses_on >= $2), 0)::bigint as autopay_total,
       coalesce(sum(with_autopay) filter (where lapses_on >= $2), 0)::bigint as autopay_done,
       coalesce(sum(had_ebill), 0)::bigint as ebill_total, coalesce(sum(with_ebill), 0)::bigint as ebill_done,
       coalesce((
         select json_agg(json_build_object('channel', channel, 'contacts', contacts, 'accounts', accounts)
           order by contacts desc, channel) from move_channel
       ), '[]') as outreach
     from move_figures where closed_on > $1`,
    [on.today, on.cutOver],
  );
  if (row === undefined) throw new Error('an aggregate without a row');
  return {
    registered: { done: row.registered, total: row.accounts },
    autopay: { done: row.autopay_done, total: row.autopay_total },
    ebill: { done: row.ebill_done, total: row.ebill_total },
    outreach: row.outreach,
  };
}

/** What happened on one of the utility's dates. */
export interface TransitionDay {
  readonly on: Temporal.PlainDate;
  readonly registered: number;
  readonly autopay: number;
  readonly ebill: number;
  readonly outreach: number;
}

/** Day by day from `from` to `to`, the latest first, days without anything included; from the kept figures. */
export async function transitionDays(
  db: Database,
  span: { readonly from: Temporal.PlainDate; readonly to: Temporal.PlainDate },
): Promise<readonly TransitionDay[]> {
  const steps = (kind: string) => `coalesce(sum(steps) filter (where kind = '${kind}'), 0)::bigint as ${kind}`;
  return db.query<TransitionDay>(
    `select days.moment::date as on, ${['registered', 'autopay', 'ebill', 'outreach'].map(steps).join(', ')}
     from generate_series($1::date::timestamp, $2::date::timestamp, interval '1 day') as days (moment)
     left join move_day on on_day = days.moment::date
     group by days.moment order by days.moment desc`,
    [span.from, span.to],
  );
}
