import { ok } from '../../domain/kernel/index.ts';
import type { Payment, ProcessorOutcome } from '../../domain/payments/index.ts';
import type { Answer } from '../../gateways/processor/index.ts';
import { findPayment, lockPayment } from '../../store/payments/index.ts';
import { hold } from '../../store/receivables/index.ts';
import type { PaymentContext } from './payment-context.ts';
import { settlePayment } from './settle-payment.ts';

/**
 * Asks the processor what became of a payment that is not settled, and settles it: the truth of the return page, whatever
 * its address says, and of a webhook that never came. Answers the payment as it stands; a processor that cannot be
 * reached leaves it as it was. Undefined where there is no such payment.
 */
export async function reconcilePayment(
  context: PaymentContext,
  reference: string,
  now: Temporal.Instant,
): Promise<Payment | undefined> {
  const payment = await findPayment(context.db, reference);
  if (payment === undefined || payment.state !== 'started') return payment;
  const outcome = await askProcessor(context, payment);
  return outcome.ok ? settleWith(context, payment, { outcome: outcome.value, now }) : payment;
}

/**
 * Closes the hosted page of a payment, so that it can never be paid any more, and settles it with what had become of it
 * by then: abandoned or declined, or succeeded after all.
 */
export async function closePayment(context: PaymentContext, payment: Payment, now: Temporal.Instant): Promise<Payment> {
  const standing = payment.processorSession === undefined ? await closeWithoutPage(context, payment, now) : payment;
  const { state, processorSession } = standing;
  if (state !== 'started' || processorSession === undefined) return standing;
  const outcome = await context.processor.closeCheckout(processorSession, now);
  return outcome.ok ? settleWith(context, standing, { outcome: outcome.value, now }) : standing;
}

/**
 * Abandons a payment that has no page yet: the request that is making one finds it closed, and closes the page. Where
 * that request was faster, the payment comes back with its page, and is still to be closed.
 */
async function closeWithoutPage(
  { db, policy, tell }: PaymentContext,
  payment: Payment,
  now: Temporal.Instant,
): Promise<Payment> {
  return db.transaction(async (transaction) => {
    const tx = await hold(transaction, [payment.accountId]);
    const standing = (await lockPayment(tx, payment.reference)) ?? payment;
    if (standing.state !== 'started' || standing.processorSession !== undefined) return standing;
    const abandoned = {
      reference: payment.reference,
      outcome: { kind: 'abandoned' },
      policy,
      tell,
      now,
    } as const;
    return (await settlePayment(tx, abandoned))?.payment ?? standing;
  });
}

async function askProcessor({ processor }: PaymentContext, payment: Payment): Promise<Answer<ProcessorOutcome>> {
  if (payment.channel === 'autopay') {
    const charge = await processor.chargeOutcome(payment.reference);
    return charge.ok ? ok(charge.value ?? { kind: 'open' }) : charge;
  }
  return payment.processorSession === undefined
    ? ok({ kind: 'open' })
    : processor.checkoutOutcome(payment.processorSession);
}

async function settleWith(
  { db, policy, tell }: PaymentContext,
  payment: Payment,
  heard: { readonly outcome: ProcessorOutcome; readonly now: Temporal.Instant },
): Promise<Payment> {
  const settled = await db.transaction((tx) =>
    settlePayment(tx, {
      reference: payment.reference,
      policy,
      tell,
      ...heard,
    }),
  );
  return settled?.payment ?? payment;
}
