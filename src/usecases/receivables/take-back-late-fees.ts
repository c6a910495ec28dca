import { type LateFeePolicy, lateFeeOn } from '../../domain/billing/index.ts';
import { type Books, lateFeesChargedAfter } from '../../store/receivables/index.ts';
import { reverseEntry } from './reverse-entry.ts';

/**
 * Takes back the late fees that a payment would have spared the account, had it been heard of on the day it was made: with
 * it in the books, too little was owed of the bill on the day before the fee. (P9)
 */
export async function takeBackLateFees(
  books: Books,
  paid: {
    readonly accountId: number;
    readonly on: Temporal.PlainDate;
    readonly policy: LateFeePolicy;
    readonly today: Temporal.PlainDate;
    readonly now: Temporal.Instant;
  },
): Promise<void> {
  for (const fee of await lateFeesChargedAfter(books, paid.accountId, {
    paidOn: paid.on,
    afterDays: paid.policy.afterDays,
  })) {
    if (lateFeeOn(fee.owedTheDayBefore, paid.policy) > 0) continue;
    const memo = `late fee of bill ${fee.billNumber} taken back: paid on ${paid.on}`;
    const reversed = await reverseEntry(books, { entryId: fee.entryId, on: paid.today, memo, now: paid.now });
    if (!reversed.ok) throw new Error(`late fee of bill ${fee.billNumber}: ${reversed.problem.code}`);
  }
}
