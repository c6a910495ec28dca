import { type AccountStanding, readWindowDays } from '../../domain/billing/index.ts';
import { cents, sumCents } from '../../domain/kernel/index.ts';
import { postedAmount } from '../../domain/receivables/index.ts';
import type { Database } from '../database.ts';
import { type PostedSince, postedSince, receivableBalances } from '../receivables/index.ts';
import type { Lane } from './bill-runs.ts';

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

export interface StandingOfAccount extends AccountStanding {
  /** What the next bill prints of what the books got since the last. */
  readonly posted: readonly PostedSince[];
}

interface LastBillRow {
  readonly account_id: number;
  readonly amount_due_cents: number;
  readonly ledger_entry_id: number;
}

/**
 * Where many accounts stand before their next bill is posted. Four statements over the whole batch. One that looked up
 * each account by itself was, before statistics caught up with a bulk of new bills, planned as a scan of all posted
 * bills for every account: the twelfth month of 5,000 accounts took ten times as long as the first.
 */
export async function accountStandings(
  db: Database,
  accountIds: readonly number[],
): Promise<ReadonlyMap<number, StandingOfAccount>> {
  const lastBills = await lastPostedBills(db, accountIds);
  const balances = await receivableBalances(db, accountIds);
  const openings = await openingBalances(
    db,
    accountIds.filter((id) => !lastBills.has(id)),
  );
  const since = Math.min(...accountIds.map((id) => lastBills.get(id)?.ledger_entry_id ?? 0));
  const postedOf = await postedSince(db, accountIds, since);
  return new Map(
    accountIds.map((id) => {
      const last = lastBills.get(id);
      const posted = (postedOf.get(id) ?? []).filter(({ entryId }) => entryId > (last?.ledger_entry_id ?? 0));
      return [
        id,
        {
          lastAmountDue: cents(last?.amount_due_cents ?? openings.get(id) ?? 0),
          balance: balances.get(id) ?? cents(0),
          postedSince: sumCents(posted.map(postedAmount)),
          posted,
        },
      ];
    }),
  );
}

async function lastPostedBills(db: Database, accountIds: readonly number[]): Promise<ReadonlyMap<number, LastBillRow>> {
  const rows = await db.query<LastBillRow>(
    `select distinct on (account_id) account_id, amount_due_cents, ledger_entry_id from bill
     where account_id = any($1) and state = 'posted'
     order by account_id, period_end desc`,
    [accountIds],
  );
  return new Map(rows.map((row) => [row.account_id, row]));
}

/** What came over from the system before, for accounts that were never billed here. */
async function openingBalances(db: Database, accountIds: readonly number[]): Promise<ReadonlyMap<number, number>> {
  if (accountIds.length === 0) return new Map();
  const rows = await db.query<{ account_id: number; opening: number }>(
    `select p.account_id, sum(p.amount_cents)::bigint as opening
     from posting p join ledger_entry e on e.id = p.entry_id
     where p.ledger_account = 'receivable' and p.account_id = any($1) and e.kind = 'opening-balance'
     group by p.account_id`,
    [accountIds],
  );
  return new Map(rows.map((row) => [row.account_id, row.opening]));
}
