import { type Cents, cents } from '../kernel/index.ts';
import { type Entry, type EntryKind, entry } from '../receivables/index.ts';
import type { Payment } from './payment.ts';

/** An online payment as the books keep it: the customer owes less, and a fee on top is income. */
export const paymentInBooks = (payment: Payment, on: Temporal.PlainDate): Entry =>
  moved('payment', payment, { on, sign: 1 });

/** The same payment leaving the books again, fee and all: the bank took it back, or it was given back. */
export const paymentOutOfBooks = (kind: 'payment-return' | 'refund', payment: Payment, on: Temporal.PlainDate): Entry =>
  moved(kind, payment, { on, sign: -1 });

function moved(
  kind: EntryKind,
  payment: Payment,
  how: { readonly on: Temporal.PlainDate; readonly sign: 1 | -1 },
): Entry {
  const { accountId, amount, fee, reference } = payment;
  const signed = (value: number): Cents => cents(how.sign * value);
  return entry({
    kind,
    effectiveOn: how.on,
    memo: reference,
    postings: [
      { ledgerAccount: 'cash.processor', amount: signed(amount + fee) },
      { ledgerAccount: 'receivable', accountId, amount: signed(-amount) },
      { ledgerAccount: 'revenue.fees', amount: signed(0 - fee) },
    ],
  });
}
