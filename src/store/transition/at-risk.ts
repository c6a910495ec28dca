import { cents, type Language, present } from '../../domain/kernel/index.ts';
import type { AtRiskFacts, BillMoveFacts, MoveFacts } from '../../domain/transition/index.ts';
import type { Database } from '../database.ts';
import { type StandingRow, standingColumns, standingOf, toStanding } from '../receivables/index.ts';
import { type RosterRow, rosterFacts } from './roster.ts';

/** An account whose bill may be at risk, and how its customer can be reached. */
export interface AtRiskCandidate {
  readonly accountId: number;
  readonly facts: AtRiskFacts;
  readonly name: string;
  readonly language: Language;
  readonly phone?: string;
  /** The customer's own address, else the one the old portal had. */
  readonly email?: string;
  readonly registered: boolean;
  readonly outreach: number;
  readonly lastOutreachAt?: Temporal.Instant;
  readonly feesHeldUntil?: Temporal.PlainDate;
}

interface CandidateRow extends RosterRow, StandingRow {
  readonly account_id: number;
  readonly account: string;
  readonly name: string;
  readonly customer_language: Language;
  readonly phone: string | null;
  readonly customer_email: string | null;
  readonly registered: boolean;
  readonly first_due_on: Temporal.PlainDate | null;
  readonly with_processor: number | null;
  readonly outreach: number;
  readonly last_outreach_at: Temporal.Instant | null;
  readonly held_until: Temporal.PlainDate | null;
  readonly came_back: boolean;
}

/**
 * SQL: whether a payment that the old portal took since its last draft came back. `r` is the roster's row.
 */
export const lastDraftCameBack = `exists (
  select from payment back
  where back.account_id = r.account_id and back.channel = 'legacy' and back.state = 'returned'
    and back.paid_on >= r.next_draft_on
)`;

/**
 * Accounts that had something scheduled in the old portal and whose latest bill, due on `cutOver` or later or the one
 * of the old portal's last draft, is unpaid.
 * The domain decides which of them are at risk. Each step goes by an index (roster_entry_autopay, bill_account,
 * posting_receivable): 9,000 candidates among
 * 30,000 accounts in 0.5 s; the whole 30,000 at risk at once, the worst there is, in 1.2 s. With `among` only those accounts.
 */
export async function atRiskCandidates(
  db: Database,
  cutOver: Temporal.PlainDate,
  among?: readonly number[],
): Promise<readonly AtRiskCandidate[]> {
  const rows = await db.query<CandidateRow>(
    `select a.id as account_id, a.number as account, c.name, c.language as customer_language,
       c.phone, c.email as customer_email,
       r.email, r.language, r.had_autopay, r.next_draft_on, r.next_draft_cents, r.had_ebill, r.last_login_on,
       exists (select from standing_access x where x.account_id = a.id) as registered,
       ${standingColumns}, ap.first_due_on,
       (
         select max(y.amount_cents) from payment y
         where y.account_id = a.id and y.state = 'started' and y.processor_payment is not null
       ) as with_processor,
       t.contacts as outreach, t.last_at as last_outreach_at, h.until_on as held_until, ${lastDraftCameBack} as came_back
     from roster_entry r
     join account a on a.id = r.account_id
     join customer c on c.id = a.customer_id
     join ${standingOf('a.id')} on standing.balance > 0
       and (standing.bill_due_on >= $1 or r.next_draft_on between standing.bill_issued_on and standing.bill_due_on)
     left join standing_autopay ap on ap.account_id = a.id
     left join lateral (
       select count(*) as contacts, max(at) as last_at from outreach where account_id = a.id
     ) t on true
     left join late_fee_hold h on h.account_id = a.id
     where (r.had_autopay or r.next_draft_on is not null) ${among === undefined ? '' : 'and r.account_id = any($2::bigint[])'}`,
    among === undefined ? [cutOver] : [cutOver, among],
  );
  return rows.flatMap((row) => {
    const { due } = toStanding(row);
    if (due === undefined) return [];
    const email = row.customer_email ?? row.email;
    return [
      {
        accountId: row.account_id,
        facts: {
          account: row.account,
          roster: rosterFacts(row),
          unpaidBill: { ...due, billed: cents(row.bill_amount_due) },
          ...present({ autopayFirstDueOn: row.first_due_on }),
          lastDraftCameBack: row.came_back,
          paymentUnderWay: (row.with_processor ?? 0) >= due.owed,
        },
        name: row.name,
        language: row.customer_language,
        ...present({ phone: row.phone, email }),
        registered: row.registered,
        outreach: row.outreach,
        ...present({ lastOutreachAt: row.last_outreach_at, feesHeldUntil: row.held_until }),
      },
    ];
  });
}

/** What decides what the bills of these accounts say about the move. */
export async function billMoveFacts(
  db: Database,
  accountIds: readonly number[],
): Promise<ReadonlyMap<number, BillMoveFacts>> {
  const rows = await db.query<
    RosterRow & { account_id: number; in_roster: boolean; has_autopay: boolean; has_ebill: boolean }
  >(
    `select a.id as account_id, r.account_id is not null as in_roster, r.email, r.language, r.had_autopay,
       r.next_draft_on, r.next_draft_cents, r.had_ebill, r.last_login_on,
       exists (select from standing_autopay where account_id = a.id) as has_autopay,
       exists (select from standing_ebill where account_id = a.id and verified_at is not null) as has_ebill
     from unnest($1::bigint[]) as a (id) left join roster_entry r on r.account_id = a.id`,
    [accountIds],
  );
  return new Map(
    rows.map((row) => [
      row.account_id,
      {
        ...(row.in_roster ? { roster: rosterFacts(row) } : {}),
        hasAutopay: row.has_autopay,
        hasEbill: row.has_ebill,
      },
    ]),
  );
}

/** What is known about one account and the move. */
export async function moveFactsOf(db: Database, accountId: number): Promise<MoveFacts> {
  const [row] = await db.query<
    RosterRow &
      StandingRow & {
        came_back: boolean;
        in_roster: boolean;
        first_due_on: Temporal.PlainDate | null;
        ebill: 'none' | 'unverified' | 'verified';
      }
  >(
    `select r.account_id is not null as in_roster, r.email, r.language, r.had_autopay, r.next_draft_on,
       r.next_draft_cents, r.had_ebill, r.last_login_on, ap.first_due_on,
       ${standingColumns}, ${lastDraftCameBack} as came_back,
       case when e.id is null then 'none' when e.verified_at is null then 'unverified' else 'verified' end as ebill
     from account a
     join ${standingOf('a.id')} on true
     left join roster_entry r on r.account_id = a.id
     left join standing_autopay ap on ap.account_id = a.id
     left join standing_ebill e on e.account_id = a.id
     where a.id = $1`,
    [accountId],
  );
  if (row === undefined) throw new Error(`no account ${accountId}`);
  const { due } = toStanding(row);
  return {
    ...(row.in_roster ? { roster: rosterFacts(row) } : {}),
    ...(due === undefined ? {} : { unpaidBill: { ...due, billed: cents(row.bill_amount_due) } }),
    ...present({ autopayFirstDueOn: row.first_due_on }),
    lastDraftCameBack: row.came_back,
    ebill: row.ebill,
  };
}

/** Holds late fees for these accounts up to `untilOn`; a hold that stands already is left. Returns whose are new. */
export async function holdLateFeesOf(
  tx: Database,
  accountIds: readonly number[],
  hold: { readonly untilOn: Temporal.PlainDate; readonly reason: string; readonly now: Temporal.Instant },
): Promise<readonly number[]> {
  const rows = await tx.query<{ account_id: number }>(
    `insert into late_fee_hold (account_id, until_on, reason, created_at)
     select unnest($1::bigint[]), $2, $3, $4
     on conflict (account_id) do nothing returning account_id`,
    [accountIds, hold.untilOn, hold.reason, hold.now],
  );
  return rows.map((row) => row.account_id);
}
