import { readPaymentReference } from '../../domain/payments/index.ts';
import { accountNumberOf, paymentContext, reconcilePayment } from '../../usecases/payments/index.ts';
import type { PageContext } from '../page.ts';
import { paths } from '../paths.ts';

/**
 * The hosted page sends the customer back here. Nothing in the address is believed: the processor is asked, and the
 * person led to the page that says what became of the payment: their account's, the console's, or a guest's.
 */
export async function processorReturn(c: PageContext): Promise<Response> {
  const { deps, now, loginId } = c.var;
  const reference = readPaymentReference(c.req.param('payment') ?? '');
  const payment = reference === undefined ? undefined : await reconcilePayment(paymentContext(deps), reference, now);
  if (payment === undefined) return c.var.refuse('not-found');
  const number = await accountNumberOf(deps.db, payment.accountId);
  if (payment.channel === 'phone') return c.redirect(paths.console.phonePaymentReturn(number, payment.reference), 303);
  const isTheirs = loginId !== undefined && loginId === payment.loginId;
  return c.redirect(isTheirs ? paths.receipt(number, payment.reference) : paths.guestPayReturn(payment.reference), 303);
}
