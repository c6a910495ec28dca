import type { ReturnedPaymentFee } from '../../domain/payments/index.ts';
import { type Books, insertFee } from '../../store/receivables/index.ts';
import { postFee } from './post-fee.ts';

/** The fee for a payment that the bank took back, in the transaction that takes it out of the books: once a payment. */
export async function chargeReturnedPayment(
  books: Books,
  payment: { readonly accountId: number; readonly reference: string },
  charged: { readonly fee: ReturnedPaymentFee; readonly on: Temporal.PlainDate; readonly now: Temporal.Instant },
): Promise<void> {
  const { accountId, reference } = payment;
  const { fee, on, now } = charged;
  const key = `returned:${reference}`;
  const entryId = await postFee(books, {
    accountId,
    amount: fee.amount,
    on,
    memo: `returned payment ${reference}`,
    income: 'returned-payment-fees',
    key,
    now,
  });
  await insertFee(books, {
    accountId,
    fee: 'returned-payment',
    label: fee.name,
    amount: fee.amount,
    sample: fee.sample,
    reason: `payment ${reference} was returned`,
    paymentReference: reference,
    entryId,
    formKey: key,
    now,
  });
}
