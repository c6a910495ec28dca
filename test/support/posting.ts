import type { Entry } from '../../src/domain/receivables/index.ts';
import type { Database } from '../../src/store/database.ts';
import { holdAccounts, postEntry } from '../../src/store/receivables/index.ts';

/** An entry in the books of its account; gives its id. */
export async function postNow(
  db: Database,
  entry: Entry,
  request: { readonly now: Temporal.Instant; readonly idempotencyKey: string; readonly inputHash?: string },
): Promise<number> {
  const accountIds = entry.postings.flatMap(({ accountId }) => accountId ?? []);
  const posted = await holdAccounts(db, accountIds, (books) =>
    postEntry(books, entry, { inputHash: 'test', ...request }),
  );
  if (!posted.ok) throw new Error(posted.problem.code);
  return posted.value.id;
}
