import { type Cents, sumCents } from '../../kernel/index.ts';
import { isKeptPerAccount, type LedgerAccount } from '../chart-of-accounts.ts';
import type { EntryKind } from '../entry-kinds.ts';

/** One side of an entry: debits positive, credits negative, never zero. */
interface Posting {
  readonly ledgerAccount: LedgerAccount;
  /** The customer account's id; always there on `receivable` and `deposits`. */
  readonly accountId?: number;
  readonly amount: Cents;
}

/** What happened, as the books keep it. Its postings sum to zero. */
export interface Entry {
  readonly kind: EntryKind;
  /** The day it counts from; the store adds the instant it was written down. */
  readonly effectiveOn: Temporal.PlainDate;
  readonly memo: string;
  readonly postings: readonly Posting[];
  /** The id of the entry it undoes. */
  readonly reversesId?: number;
}

/**
 * An entry of `postings` without its zero ones. Throws a RangeError for postings that do not balance, or that leave out
 * whose receivable or deposit they are: that is a bug in a builder, never an input.
 */
export function entry(written: Entry): Entry {
  const postings = written.postings.filter((posting) => posting.amount !== 0);
  const off = sumCents(postings.map((posting) => posting.amount));
  if (off !== 0) throw new RangeError(`${written.kind} entry is off by ${off} cents`);
  const nobody = postings.find((posting) => isKeptPerAccount(posting.ledgerAccount) && posting.accountId === undefined);
  if (nobody !== undefined) throw new RangeError(`${written.kind} entry posts ${nobody.ledgerAccount} for no account`);
  return { ...written, postings };
}
