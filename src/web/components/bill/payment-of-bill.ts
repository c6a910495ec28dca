import { type BillPayment, billPaymentSentence } from '../../../domain/payments/index.ts';
import { writtenValues } from '../../../usecases/billing/index.ts';
import { autopayPolicy, billPaymentOf } from '../../../usecases/payments/index.ts';
import type { PageContext } from '../../page.ts';

/** How a bill is paid, as of this request. */
export const paymentOfBill = (c: PageContext, number: string): Promise<BillPayment | undefined> =>
  billPaymentOf(c.var.deps.db, number, { now: c.var.now, policy: autopayPolicy(c.var.deps.utility) });

/** `Paid automatically on May 28, 2026: $25.95`. */
export function paymentSaid(c: PageContext, payment: BillPayment): string {
  const sentence = billPaymentSentence(payment);
  return c.var.t.maybe(sentence.key, writtenValues(sentence, c.var.t));
}
