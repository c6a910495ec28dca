import { cents } from '../../kernel/index.ts';
import { type Entry, entry } from './entry.ts';

/** Undoes a stored entry, posting by posting, from `on`. The database lets an entry be reversed once. */
export function reversalEntry(undone: Entry & { readonly id: number }, on: Temporal.PlainDate, memo: string): Entry {
  return entry({
    kind: 'reversal',
    effectiveOn: on,
    memo,
    reversesId: undone.id,
    postings: undone.postings.map((posting) => ({ ...posting, amount: cents(-posting.amount) })),
  });
}
