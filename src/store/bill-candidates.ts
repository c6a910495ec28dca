import { type AccountStanding, readWindowDays } from '../domain/billing/index.ts';
import { type Cents, cents } from '../domain/kernel/index.ts';
import type { Lane } from './bill-runs.ts';
import type { Database } from './database.ts';

/** An account of a cycle that may have something to bill. */
export interface BillCandidate {
  readonly accountId: number;
  readonly openedOn: Temporal.PlainDate;
  readonly closedOn?: Temporal.PlainDate;
  readonly billedThrough?: Temporal.PlainDate;
  /** The last bill that is not cancelled, a draft included: where its meters go on from. */
  readonly lastBillId?: number;
}

interface CandidateRow {
  readonly id: number;
  readonly opened_on: Temporal.PlainDate;
  readonly closed_on: Temporal.PlainDate | null;
  readonly billed_through: Temporal.PlainDate | null;
  readonly last_bill_id: number | null;
}

export interface CandidatePage {
  readonly readThrough: Temporal.PlainDate;
  readonly afterId: number;
  readonly limit: number;
  readonly lane: Lane;
}

/** Accounts of `cycle` after `afterId` in a lane that are not billed through `readThrough` yet, by id. */
export async function billCandidates(
  db: Database,
  cycle: string,
  page: CandidatePage,
): Promise<readonly BillCandidate[]> {
  const rows = await db.query<CandidateRow>(
    `select a.id, a.opened_on, a.closed_on, coalesce(last.period_end, a.billed_before) as billed_through,
       last.id as last_bill_id
     from account a
     left join lateral (
       select id, period_end from bill where account_id = a.id and state <> 'cancelled'
       order by period_end desc limit 1
     ) last on true
     where a.billing_cycle = $1 and a.id > $3 and a.id % $6 = $7 and a.opened_on < $2
       and case when a.closed_on <= $2 then coalesce(last.period_end, a.billed_before, a.opened_on) < a.closed_on
         else coalesce(last.period_end, a.billed_before) is null
           or coalesce(last.period_end, a.billed_before) < $2::date - $5::int end
     order by a.id
     limit $4`,
    [cycle, page.readThrough, page.afterId, page.limit, readWindowDays, page.lane.of, page.lane.number],
  );
  return rows.map((row) => ({
    accountId: row.id,
    openedOn: row.opened_on,
    ...(row.closed_on === null ? {} : { closedOn: row.closed_on }),
    ...(row.billed_through === null ? {} : { billedThrough: row.billed_through }),
    ...(row.last_bill_id === null ? {} : { lastBillId: row.last_bill_id }),
  }));
}

/** A late fee that was posted since the last bill, to be printed on the next. */
export interface LateFeeSince {
  readonly on: Temporal.PlainDate;
  readonly amount: Cents;
}

export interface StandingOfAccount extends AccountStanding {
  readonly lateFees: readonly LateFeeSince[];
}

/** Where many accounts stand before their next bill is posted. */
export async function accountStandings(
  db: Database,
  accountIds: readonly number[],
): Promise<ReadonlyMap<number, StandingOfAccount>> {
  const rows = await db.query<{
    id: number;
    last_due: number;
    balance: number;
    fees: readonly { on: string; cents: number }[] | null;
  }>(
    `select a.id, coalesce(last.amount_due_cents, opening.cents, 0) as last_due, coalesce(now.balance, 0) as balance,
       fees.fees
     from unnest($1::bigint[]) as a (id)
     left join lateral (
       select amount_due_cents, ledger_entry_id from bill where account_id = a.id and state = 'posted'
       order by period_end desc limit 1
     ) last on true
     left join lateral (
       select sum(amount_cents)::bigint as balance from posting
       where ledger_account = 'receivable' and account_id = a.id
     ) now on true
     left join lateral (
       select sum(p.amount_cents)::bigint as cents from posting p join ledger_entry e on e.id = p.entry_id
       where last.ledger_entry_id is null and p.ledger_account = 'receivable' and p.account_id = a.id
         and e.kind = 'opening-balance'
     ) opening on true
     left join lateral (
       select json_agg(json_build_object('on', e.effective_on, 'cents', p.amount_cents) order by e.id) as fees
       from posting p join ledger_entry e on e.id = p.entry_id
       where p.ledger_account = 'receivable' and p.account_id = a.id and p.entry_id > coalesce(last.ledger_entry_id, 0)
         and e.kind = 'late-fee' and not exists (select from ledger_entry r where r.reverses_id = e.id)
     ) fees on true`,
    [accountIds],
  );
  return new Map(
    rows.map((row) => {
      const lateFees = (row.fees ?? []).map((fee) => ({
        on: Temporal.PlainDate.from(fee.on),
        amount: cents(fee.cents),
      }));
      const lateFeesSince = cents(lateFees.reduce((sum, fee) => sum + fee.amount, 0));
      const standing = { lastAmountDue: cents(row.last_due), balance: cents(row.balance), lateFeesSince, lateFees };
      return [row.id, standing];
    }),
  );
}
