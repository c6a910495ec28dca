import { type Problem, type Result, refused } from '../../domain/kernel/index.ts';
import { type Entry, type LedgerProblemCode, reversalEntry } from '../../domain/receivables/index.ts';
import { type Books, findEntry, type PostedEntry, postEntry } from '../../store/receivables/index.ts';
import { inputHash } from './input-hash.ts';

export interface Reversal {
  readonly entryId: number;
  readonly on: Temporal.PlainDate;
  readonly memo: string;
  readonly now: Temporal.Instant;
}

/** Undoes an entry of an account that is held. Asked again in the same words, it is the reversal of the first time. */
export async function reverseEntry(
  books: Books,
  { entryId, on, memo, now }: Reversal,
): Promise<Result<PostedEntry, Problem<LedgerProblemCode>>> {
  const undone: (Entry & { id: number }) | undefined = await findEntry(books, entryId);
  if (undone === undefined) return refused({ code: 'ledger.entry-not-found', params: { entry: entryId } });
  return postEntry(books, reversalEntry(undone, on, memo), {
    now,
    idempotencyKey: `reversal:${entryId}`,
    inputHash: inputHash({ entryId, memo }),
  });
}
