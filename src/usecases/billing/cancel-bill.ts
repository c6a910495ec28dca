import { afterEvent, type BillingProblemCode, parseBillNumber } from '../../domain/billing/index.ts';
import { ok, type Problem, type Result, refused } from '../../domain/kernel/index.ts';
import type { LedgerProblemCode } from '../../domain/receivables/index.ts';
import { type BillHeader, findBill, hasLaterBill, markBillCancelled } from '../../store/billing/index.ts';
import type { Database } from '../../store/database.ts';
import { holdAccounts } from '../../store/receivables/index.ts';
import { reverseEntry } from '../receivables/index.ts';

export interface Cancellation {
  readonly number: string;
  /** Said on the bill and in the books. */
  readonly reason: string;
  readonly on: Temporal.PlainDate;
  readonly now: Temporal.Instant;
}

type CancelProblem = Problem<BillingProblemCode | LedgerProblemCode>;

/**
 * Cancels a posted bill and reverses its entry. The newest goes first, since the next bill goes on from its reads. Its
 * days are billed again by running their cycle once more: a new bill, with a number of its own.
 */
export async function cancelBill(
  db: Database,
  { number, reason, on, now }: Cancellation,
): Promise<Result<BillHeader, CancelProblem>> {
  const parsed = parseBillNumber(number);
  if (!parsed.ok) return parsed;
  const asked = await findBill(db, parsed.value);
  if (asked === undefined) return refused({ code: 'billing.bill-not-found', params: { number: parsed.value } });
  return holdAccounts(db, [asked.accountId], async (tx): Promise<Result<BillHeader, CancelProblem>> => {
    const bill = (await findBill(tx, parsed.value)) ?? asked;
    const cancelled = afterEvent(bill.state, 'cancel');
    if (!cancelled.ok) return cancelled;
    if (await hasLaterBill(tx, bill.accountId, bill.periodEnd)) {
      return refused({ code: 'billing.cancelled-out-of-order', params: { number: bill.number } });
    }
    if (bill.entryId === undefined) throw new Error(`posted bill ${bill.number} has no entry`);
    const memo = `bill ${bill.number} cancelled: ${reason}`;
    const reversed = await reverseEntry(tx, { entryId: bill.entryId, on, memo, now });
    if (!reversed.ok) return reversed;
    await markBillCancelled(tx, bill.id, reason);
    return ok({ ...bill, state: cancelled.value });
  });
}
