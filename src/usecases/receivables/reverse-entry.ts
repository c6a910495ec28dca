import { type Problem, type Result, refused } from '../../domain/kernel/index.ts';
import { type Entry, type LedgerProblemCode, reversalEntry } from '../../domain/receivables/index.ts';
import type { Database } from '../../store/database.ts';
import { findEntry, type PostedEntry, postEntry } from '../../store/receivables/index.ts';
import { inputHash } from './input-hash.ts';

export interface Reversal {
  readonly entryId: number;
  readonly on: Temporal.PlainDate;
  readonly memo: string;
  readonly now: Temporal.Instant;
}

/** Undoes an entry within the caller's transaction. Asked again in the same words, it is the reversal of the first time. */
export async function reverseEntry(
  tx: Database,
  { entryId, on, memo, now }: Reversal,
): Promise<Result<PostedEntry, Problem<LedgerProblemCode>>> {
  const undone: (Entry & { id: number }) | undefined = await findEntry(tx, entryId);
  if (undone === undefined) return refused({ code: 'ledger.entry-not-found', params: { entry: entryId } });
  return postEntry(tx, reversalEntry(undone, on, memo), {
    now,
    idempotencyKey: `reversal:${entryId}`,
    inputHash: inputHash({ entryId, memo }),
  });
}
