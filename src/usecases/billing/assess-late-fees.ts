import { type LateFeePolicy, lateFeeOn } from '../../domain/billing/index.ts';
import type { Problem, Result } from '../../domain/kernel/index.ts';
import { type LedgerProblemCode, lateFeeEntry } from '../../domain/receivables/index.ts';
import type { Database } from '../../store/database.ts';
import { lateBills, type PostedEntry, postEntries } from '../../store/receivables/index.ts';
import { inputHash } from '../receivables/index.ts';

/**
 * Posts the late fee of every bill that is late enough and still unpaid, once a bill, and leaves out the accounts whose
 * fees are held (the move from the old portal). Run again the same day, it posts nothing new.
 */
export async function assessLateFees(
  db: Database,
  { policy, today, now }: { policy: LateFeePolicy; today: Temporal.PlainDate; now: Temporal.Instant },
): Promise<Result<readonly PostedEntry[], Problem<LedgerProblemCode>>> {
  return db.transaction(async (tx) => {
    const late = await lateBills(tx, { today, dueBy: today.subtract({ days: policy.afterDays }) });
    const requests = late.flatMap(({ number, accountId, unpaid }) => {
      const amount = lateFeeOn(unpaid, policy);
      if (amount === 0) return [];
      const entry = lateFeeEntry({ accountId, amount, on: today, memo: `late fee of bill ${number}` });
      return [{ entry, idempotencyKey: `late-fee:${number}`, inputHash: inputHash({ number, amount }) }];
    });
    return postEntries(tx, requests, now);
  });
}
