import type { Cents } from '../../domain/kernel/index.ts';
import { feeEntry } from '../../domain/receivables/index.ts';
import { type Books, postEntry } from '../../store/receivables/index.ts';
import { inputHash } from './input-hash.ts';

/** A fee in the books, once a key; returns its entry. */
export async function postFee(
  books: Books,
  fee: {
    readonly accountId: number;
    readonly amount: Cents;
    readonly on: Temporal.PlainDate;
    readonly memo: string;
    readonly income: 'revenue.fees' | 'returned-payment-fees';
    readonly key: string;
    readonly now: Temporal.Instant;
  },
): Promise<number> {
  const { accountId, amount, key, now } = fee;
  const posted = await postEntry(books, feeEntry(fee), {
    idempotencyKey: `fee:${key}`,
    inputHash: inputHash({ accountId, amount }),
    now,
  });
  if (!posted.ok) throw new Error(`fee ${key}: ${posted.problem.code}`);
  return posted.value.id;
}
