import type { NumberShape } from '../../domain/accounts/index.ts';
import { present } from '../../domain/kernel/index.ts';
import {
  type FoundAccount,
  type FoundBill,
  type FoundPayment,
  findAccounts,
  findBills,
  findReceipts,
  findSimilar,
  maxFoundByWords,
} from '../../store/accounts/index.ts';
import type { Database } from '../../store/database.ts';
import { readSearch } from './read-search.ts';

/** The one thing that what was typed names. */
export type OnlyHit =
  | { readonly kind: 'account'; readonly account: string }
  | { readonly kind: 'bill'; readonly account: string; readonly bill: string }
  | { readonly kind: 'payment'; readonly account: string };

export interface SearchResult {
  readonly found: readonly FoundAccount[];
  readonly bills: readonly FoundBill[];
  readonly payments: readonly FoundPayment[];
  /** There are more accounts behind this page. */
  readonly more: boolean;
  /** What was typed is more people's name or address than are looked for: so many are. */
  readonly cutAt?: number;
  /** What was typed is one account's own number, meter, phone or email, or one bill's or receipt's number: open it. */
  readonly only?: OnlyHit;
}

const searchPageSize = 25;
const nothing: SearchResult = { found: [], bills: [], payments: [], more: false };

/**
 * Finds by anything: customer number, account number, both, name, address, phone, email, meter, bill, receipt. Accents, case
 * and signs between digits do not matter; a name or a street that nobody has is answered with the ones most like it. `page`
 * counts from 1.
 */
export async function searchAccounts(
  db: Database,
  typed: string,
  { shape, page = 1 }: { readonly shape: NumberShape; readonly page?: number },
): Promise<SearchResult> {
  const meaning = readSearch(typed, shape);
  if (meaning === undefined) return nothing;
  const { found: rows, isCut } = await findAccounts(db, meaning, {
    limit: searchPageSize + 1,
    offset: (page - 1) * searchPageSize,
  });
  const papers = {
    bills: page === 1 ? await findBills(db, present({ bill: meaning.bill, number: meaning.number })) : [],
    payments: page === 1 ? await findReceipts(db, present({ receipt: meaning.receipt, number: meaning.number })) : [],
  };
  const isNothing = rows.length + papers.bills.length + papers.payments.length === 0;
  if (isNothing && page === 1 && meaning.words.length > 0) {
    return { ...nothing, found: await findSimilar(db, meaning.words.join(' '), searchPageSize) };
  }
  const hits: readonly OnlyHit[] = [
    ...rows.filter(({ exact }) => exact).map(({ account }) => ({ kind: 'account', account }) as const),
    ...papers.bills.map(({ account, number }) => ({ kind: 'bill', account, bill: number }) as const),
    ...papers.payments.map(({ account }) => ({ kind: 'payment', account }) as const),
  ];
  const [only] = hits;
  return {
    ...papers,
    found: rows.slice(0, searchPageSize),
    more: rows.length > searchPageSize,
    ...present({ cutAt: isCut ? maxFoundByWords : undefined }),
    ...(only !== undefined && hits.length === 1 && page === 1 ? { only } : {}),
  };
}
