import { type Cents, cents, sumCents } from '../kernel/index.ts';
import type { LedgerAccount } from './chart-of-accounts.ts';
import type { Entry } from './entries/entry.ts';

/** The fold of the entries: what `accountId` owes, negative where it has paid ahead. */
export const receivableOf = (entries: Iterable<Entry>, accountId: number): Cents =>
  sumOf(entries, 'receivable', accountId);

/** The deposit held for `accountId`. */
export const depositOf = (entries: Iterable<Entry>, accountId: number): Cents =>
  cents(0 - sumOf(entries, 'deposits', accountId));

/** Each ledger account's balance, debits positive; they sum to zero. */
export function trialBalance(entries: Iterable<Entry>): ReadonlyMap<LedgerAccount, Cents> {
  const balances = new Map<LedgerAccount, Cents>();
  for (const { postings } of entries) {
    for (const { ledgerAccount, amount } of postings) {
      balances.set(ledgerAccount, cents((balances.get(ledgerAccount) ?? 0) + amount));
    }
  }
  return balances;
}

function sumOf(entries: Iterable<Entry>, ledgerAccount: LedgerAccount, accountId: number): Cents {
  const amounts: Cents[] = [];
  for (const { postings } of entries) {
    for (const posting of postings) {
      if (posting.ledgerAccount === ledgerAccount && posting.accountId === accountId) amounts.push(posting.amount);
    }
  }
  return sumCents(amounts);
}
