import type { BillingPolicy, BillLine } from '../../domain/billing/index.ts';
import { postedLine } from '../../domain/receivables/index.ts';
import type { Database } from '../../store/database.ts';
import type { PostedSince } from '../../store/receivables/index.ts';
import { earnedDeposits } from '../receivables/index.ts';

/** What was posted since the last bill as lines of the next: it is in the ledger already, and the bill prints it. */
export const linesOfPosted = (posted: readonly PostedSince[], { lateFee }: BillingPolicy): readonly BillLine[] =>
  posted.map((one) => postedLine(one.kind === 'late-fee' ? { ...one, sample: lateFee.sample } : one));

/**
 * What a bill to be issued on a day is going to print of the books, by what they say now: what was posted since the last bill,
 * and the deposit that it gives back.
 */
export async function linesOfBooks(
  db: Database,
  bill: {
    readonly accountId: number;
    readonly isFinal: boolean;
    readonly issuedOn: Temporal.PlainDate;
    readonly posted: readonly PostedSince[];
  },
  policy: BillingPolicy,
): Promise<readonly BillLine[]> {
  const { issuedOn: on, posted } = bill;
  const deposits = await earnedDeposits(db, { bills: [bill], on, policy: policy.deposits });
  return [
    ...linesOfPosted(posted, policy),
    ...deposits.map((deposit) => postedLine({ kind: 'deposit-credit', on, ...deposit })),
  ];
}
