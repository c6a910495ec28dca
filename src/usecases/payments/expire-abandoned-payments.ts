import { isOnOrBefore } from '../../domain/kernel/index.ts';
import { paymentsStartedBefore } from '../../store/payments/index.ts';
import type { PaymentContext } from './payment-context.ts';
import { closePayment, reconcilePayment } from './reconcile-payment.ts';

/** How long a payment may be under way before the processor is asked, and before its page is closed. */
const askAfter = Temporal.Duration.from({ minutes: 10 });
const closeAfter = Temporal.Duration.from({ hours: 1 });

/** Settles what was started and never heard of again: the webhook was lost, or the customer left. Answers how many. */
export async function expireAbandonedPayments(context: PaymentContext, now: Temporal.Instant): Promise<number> {
  const stale = await paymentsStartedBefore(context.db, now.subtract(askAfter), 500);
  let settled = 0;
  for (const payment of stale) {
    const isTooLong = isOnOrBefore(payment.startedAt.add(closeAfter), now);
    const after =
      isTooLong && payment.channel !== 'autopay'
        ? await closePayment(context, payment, now)
        : await reconcilePayment(context, payment.reference, now);
    if (after !== undefined && after.state !== 'started') settled += 1;
  }
  return settled;
}
