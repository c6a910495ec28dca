import { type Cents, cents } from '../../kernel/index.ts';
import type { LedgerAccount } from '../chart-of-accounts.ts';
import { type Entry, entry } from './entry.ts';
import { type Transfer, transfer } from './transfer.ts';

export type CashAccount = Extract<LedgerAccount, `cash.${string}`>;

/** A payment received: it lowers what the account owes from the day the customer paid. */
export const paymentEntry = (payment: Transfer & { into: CashAccount }): Entry =>
  transfer('payment', { debit: payment.into, credit: 'receivable' }, payment);

/** A payment the bank took back (ACH return, chargeback, bad check): owed again, with the fee for it where there is one. */
export function paymentReturnEntry(returned: Transfer & { outOf: CashAccount; fee?: Cents }): Entry {
  const { accountId, amount, on, memo, outOf } = returned;
  const fee = returned.fee ?? cents(0);
  return entry({
    kind: 'payment-return',
    effectiveOn: on,
    memo,
    postings: [
      { ledgerAccount: 'receivable', accountId, amount: cents(amount + fee) },
      { ledgerAccount: outOf, amount: cents(-amount) },
      { ledgerAccount: 'returned-payment-fees', amount: cents(-fee) },
    ],
  });
}

/** Money given back to the customer. */
export const refundEntry = (refund: Transfer & { outOf: CashAccount }): Entry =>
  transfer('refund', { debit: 'receivable', credit: refund.outOf }, refund);
