import { type FoundAccount, findAccounts, findSimilarNames } from '../../store/accounts/index.ts';
import type { Database } from '../../store/database.ts';
import { readSearch } from './read-search.ts';

export interface SearchResult {
  readonly found: readonly FoundAccount[];
  /** There are more behind this page. */
  readonly more: boolean;
  /** What was typed is one account's own number, meter, phone or email: open it. */
  readonly only?: FoundAccount;
}

const searchPageSize = 25;

/**
 * Finds accounts by anything: customer number, account number, both, name, address, phone, email, meter. Accents and
 * case do not matter; a name nobody has is answered with the ones most like it. `page` counts from 1.
 */
export async function searchAccounts(db: Database, typed: string, page = 1): Promise<SearchResult> {
  const meaning = readSearch(typed);
  if (meaning === undefined) return { found: [], more: false };
  const rows = await findAccounts(db, meaning, { limit: searchPageSize + 1, offset: (page - 1) * searchPageSize });
  if (rows.length === 0 && page === 1 && meaning.words.length > 0) {
    return { found: await findSimilarNames(db, meaning.words.join(' '), searchPageSize), more: false };
  }
  const exact = rows.filter((row) => row.exact);
  const [only] = exact;
  return {
    found: rows.slice(0, searchPageSize),
    more: rows.length > searchPageSize,
    ...(only !== undefined && exact.length === 1 && page === 1 ? { only } : {}),
  };
}
