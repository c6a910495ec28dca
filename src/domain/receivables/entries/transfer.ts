import { type Cents, cents } from '../../kernel/index.ts';
import { isKeptPerAccount, type LedgerAccount } from '../chart-of-accounts.ts';
import type { EntryKind } from '../entry-kinds.ts';
import { type Entry, entry } from './entry.ts';

export interface Transfer {
  readonly accountId: number;
  /** Positive; moves from `credit` to `debit`. */
  readonly amount: Cents;
  readonly on: Temporal.PlainDate;
  readonly memo: string;
}

/** The two-sided entry most events are: `amount` debited to one ledger account and credited to another. */
export function transfer(
  kind: EntryKind,
  sides: { debit: LedgerAccount; credit: LedgerAccount },
  what: Transfer,
): Entry {
  if (what.amount <= 0) throw new RangeError(`a ${kind} moves a positive amount, not ${what.amount} cents`);
  const posting = (ledgerAccount: LedgerAccount, amount: Cents) =>
    isKeptPerAccount(ledgerAccount) ? { ledgerAccount, accountId: what.accountId, amount } : { ledgerAccount, amount };
  return entry({
    kind,
    effectiveOn: what.on,
    memo: what.memo,
    postings: [posting(sides.debit, what.amount), posting(sides.credit, cents(-what.amount))],
  });
}
