import { type Cents, cents, sumCents } from '../../kernel/index.ts';
import type { LedgerAccount } from '../chart-of-accounts.ts';
import { type Entry, entry } from './entry.ts';
import { type Transfer, transfer } from './transfer.ts';

export interface BilledCharges {
  readonly accountId: number;
  readonly on: Temporal.PlainDate;
  readonly billNumber: string;
  /** What the bill adds, by the revenue it is. A credit line is negative. */
  readonly charges: readonly { readonly revenue: LedgerAccount; readonly amount: Cents }[];
}

/** A bill posted: its new charges are owed from its issue date. Charges of the same revenue are one posting. */
export function billEntry(bill: BilledCharges): Entry {
  const byRevenue = new Map<LedgerAccount, number>();
  for (const { revenue, amount } of bill.charges) byRevenue.set(revenue, (byRevenue.get(revenue) ?? 0) + amount);
  const total = sumCents(bill.charges.map((charge) => charge.amount));
  const revenues = [...byRevenue].map(([ledgerAccount, amount]) => ({ ledgerAccount, amount: cents(-amount) }));
  return entry({
    kind: 'bill',
    effectiveOn: bill.on,
    memo: `bill ${bill.billNumber}`,
    postings: [{ ledgerAccount: 'receivable', accountId: bill.accountId, amount: total }, ...revenues],
  });
}

export const lateFeeEntry = (fee: Transfer): Entry =>
  transfer('late-fee', { debit: 'receivable', credit: 'late-fees' }, fee);

/** A fee of the utility, or the one that a payment taken back by the bank costs. */
export const feeEntry = (fee: Transfer & { readonly income: 'revenue.fees' | 'returned-payment-fees' }): Entry =>
  transfer('fee', { debit: 'receivable', credit: fee.income }, fee);

/** A share of what leaked water was charged, given back as a credit on the account. */
export const leakCreditEntry = (credit: Transfer): Entry =>
  transfer('adjustment', { debit: 'leak-credits', credit: 'receivable' }, credit);

/** Part of the price of something that saves water, given back as a credit on the account. */
export const rebateEntry = (rebate: Transfer): Entry =>
  transfer('adjustment', { debit: 'rebates', credit: 'receivable' }, rebate);

/** What an account owed (positive) or had paid ahead (negative) in the system before; not zero. */
export function openingBalanceEntry(balance: Transfer): Entry {
  const sides =
    balance.amount > 0
      ? ({ debit: 'receivable', credit: 'opening' } as const)
      : ({ debit: 'opening', credit: 'receivable' } as const);
  return transfer('opening-balance', sides, { ...balance, amount: cents(Math.abs(balance.amount)) });
}
