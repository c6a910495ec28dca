import { type Cents, present } from '../../domain/kernel/index.ts';
import type { ReturnedPaymentFee } from '../../domain/payments/index.ts';
import type { Database } from '../../store/database.ts';
import {
  type Books,
  type FeeCharge,
  feeOfReturnedBill,
  feesOfReturnedPayment,
  insertFee,
} from '../../store/receivables/index.ts';
import { postFee } from './post-fee.ts';
import { reverseEntry } from './reverse-entry.ts';

interface ReturnedPayment {
  readonly id: number;
  readonly accountId: number;
  readonly reference: string;
}

/**
 * The fee for a payment that the bank took back, in the transaction that takes it out of the books: once a payment, and once
 * a bill, however many payments of that bill come back. Answers what was charged, or undefined where a fee of the bill
 * stands already.
 */
export async function chargeReturnedPayment(
  books: Books,
  payment: ReturnedPayment,
  charged: { readonly fee: ReturnedPaymentFee; readonly on: Temporal.PlainDate; readonly now: Temporal.Instant },
): Promise<Cents | undefined> {
  const { accountId, reference } = payment;
  const { fee, on, now } = charged;
  const { billId, isCharged } = await feeOfReturnedBill(books, payment.id);
  if (isCharged) return undefined;
  const before = (await feesOfReturnedPayment(books, reference)).length;
  const key = before === 0 ? `returned:${reference}` : `returned:${reference}:${before + 1}`;
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
    ...present({ billId }),
    entryId,
    formKey: key,
    now,
  });
  return fee.amount;
}

/** Takes the fee back where the bank paid after all; answers how much, or undefined where none stands. */
export async function takeBackReturnedFee(
  books: Books,
  { reference }: ReturnedPayment,
  { on, now }: { readonly on: Temporal.PlainDate; readonly now: Temporal.Instant },
): Promise<Cents | undefined> {
  let takenBack: Cents | undefined;
  for (const { id, entryId, isTakenBack, amount } of await feesOfReturnedPayment(books, reference)) {
    if (entryId === undefined || isTakenBack) continue;
    const memo = `payment ${reference} was paid after all`;
    const reversed = await reverseEntry(books, { entryId, on, memo, now });
    if (!reversed.ok) throw new Error(`fee ${id}: ${reversed.problem.code}`);
    takenBack = amount;
  }
  return takenBack;
}

/** The fee that the return of a payment cost and that stands. */
export async function standingReturnedFee(db: Database, reference: string): Promise<FeeCharge | undefined> {
  const fees = await feesOfReturnedPayment(db, reference);
  return fees.find(({ entryId, isTakenBack }) => entryId !== undefined && !isTakenBack);
}
