import { readPaymentReference } from '../../../../domain/payments/index.ts';
import { paymentContext, reconcilePayment } from '../../../../usecases/payments/index.ts';
import { page } from '../../../components/layout.tsx';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { forgetAccount } from '../guest-account.ts';
import { PaymentResult } from '../receipt/payment-result.tsx';

/** Shows what became of a payment to anyone with its unguessable reference, and nothing about the person. */
export async function guestReceiptPage(c: PageContext): Promise<Response> {
  const { t, deps, now } = c.var;
  const reference = readPaymentReference(c.req.param('payment') ?? '');
  const payment = reference === undefined ? undefined : await reconcilePayment(paymentContext(deps), reference, now);
  if (payment === undefined) return c.var.refuse('not-found');
  if (payment.state === 'succeeded') forgetAccount(c);
  const { receiptEmail: _, ...withoutPerson } = payment;
  return page(
    c,
    { title: t('receipt.page-title') },
    <PaymentResult c={c} payment={withoutPerson} again={paths.guestPay} />,
  );
}
