import { readWindowDays } from '../../domain/billing/index.ts';
import { present } from '../../domain/kernel/index.ts';
import type { Database } from '../database.ts';
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
  readonly afterId: number;
  readonly limit: number;
  readonly lane: Lane;
  /** Those that were billed before, or those whose service begins with their next bill; all of them unless said. */
  readonly only?: 'billed-before' | 'beginning';
}

/** The ids of a cycle's accounts after `afterId` in a lane, in their order: whom to hold before looking at them. */
export async function accountsOfCycle(
  db: Database,
  cycle: string,
  { afterId, limit, lane, only }: CandidatePage,
): Promise<readonly number[]> {
  const rows = await db.query<{ id: number }>(
    `select id from account where billing_cycle = $1 and id > $2 and id % $4 = $5 and ($6::text is null or ($6 = 'beginning')
       = (billed_before is null and not exists (select from bill where account_id = account.id and state <> 'cancelled')))
     order by id limit $3`,
    [cycle, afterId, limit, lane.of, lane.number, only ?? null],
  );
  return rows.map(({ id }) => id);
}

/**
 * Which of these accounts are not billed through `readThrough` yet, by id. One that is closed has its final bill to come,
 * whatever day it was billed through; one that the system before billed to its end, where a deposit is held for it.
 */
export async function billCandidates(
  db: Database,
  accountIds: readonly number[],
  /** With a cycle: only those that are still in it, since another may have been said while they were waited for. */
  { readThrough, cycle }: { readonly readThrough: Temporal.PlainDate; readonly cycle?: string },
): Promise<readonly BillCandidate[]> {
  const rows = await db.query<CandidateRow>(
    `select a.id, a.opened_on, a.closed_on, coalesce(last.period_end, a.billed_before) as billed_through,
       last.id as last_bill_id
     from account a
     left join lateral (
       select id, kind, period_end from bill where account_id = a.id and state <> 'cancelled'
       order by period_end desc limit 1
     ) last on true
     where a.id = any($1) and a.opened_on < $2 and ($4::text is null or a.billing_cycle = $4)
       and case when a.closed_on <= $2 then coalesce(last.period_end, a.billed_before, a.opened_on) < a.closed_on
             or last.kind <> 'final' or last.id is null and exists (
               select from posting where ledger_account = 'deposits' and account_id = a.id
               having sum(amount_cents) < 0)
         else coalesce(last.period_end, a.billed_before) is null
           or coalesce(last.period_end, a.billed_before) < $2::date - $3::int end
     order by a.id`,
    [accountIds, readThrough, readWindowDays, cycle ?? null],
  );
  return rows.map((row) => ({
    accountId: row.id,
    openedOn: row.opened_on,
    ...present({ closedOn: row.closed_on, billedThrough: row.billed_through, lastBillId: row.last_bill_id }),
  }));
}
