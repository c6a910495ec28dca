import { type LateFeePolicy, lateFeeOn } from '../../domain/billing/index.ts';
import { ok, type Problem, type Result } from '../../domain/kernel/index.ts';
import { type LedgerProblemCode, lateFeeEntry } from '../../domain/receivables/index.ts';
import type { Database } from '../../store/database.ts';
import {
  type Books,
  holdAccounts,
  lateBills,
  lateFeeKey,
  type PostedEntry,
  postEntries,
} from '../../store/receivables/index.ts';
import { inputHash } from './input-hash.ts';

interface Assessment {
  readonly policy: LateFeePolicy;
  readonly today: Temporal.PlainDate;
  readonly now: Temporal.Instant;
}

/** Accounts a transaction: a payment that arrives meanwhile waits no longer than these take. */
const batchSize = 200;

/**
 * Posts the late fee of every bill that is late enough and still unpaid, once a bill, and leaves out the accounts whose
 * fees are held (the move from the old portal) or that have a payment under way. Run again the same day, it posts nothing
 * new.
 */
export async function assessLateFees(
  db: Database,
  assessment: Assessment,
): Promise<Result<readonly PostedEntry[], Problem<LedgerProblemCode>>> {
  const late = (await lateBills(db, dates(assessment))).map(({ accountId }) => accountId);
  const posted: PostedEntry[] = [];
  for (let from = 0; from < late.length; from += batchSize) {
    const some = late.slice(from, from + batchSize);
    const batch = await holdAccounts(db, some, (books) => assessHeld(books, some, assessment));
    if (!batch.ok) return batch;
    posted.push(...batch.value);
  }
  return ok(posted);
}

/** Looked at again now that the accounts are held: what was paid or held meanwhile has no fee. */
async function assessHeld(books: Books, accountIds: readonly number[], assessment: Assessment) {
  const { policy, today, now } = assessment;
  const late = await lateBills(books, dates(assessment), accountIds);
  const requests = late.flatMap(({ number, accountId, unpaid }) => {
    const amount = lateFeeOn(unpaid, policy);
    if (amount === 0) return [];
    const entry = lateFeeEntry({ accountId, amount, on: today, memo: `late fee of bill ${number}` });
    return [{ entry, idempotencyKey: lateFeeKey(number), inputHash: inputHash({ number, amount }) }];
  });
  return postEntries(books, requests, now);
}

const dates = ({ policy, today }: Assessment) => ({ today, dueBy: today.subtract({ days: policy.afterDays }) });
