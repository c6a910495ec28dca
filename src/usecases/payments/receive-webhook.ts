import { ok, present, type Result } from '../../domain/kernel/index.ts';
import type { ProcessorOutcome, ShownPaymentState } from '../../domain/payments/index.ts';
import type {
  Answer,
  PaymentProcessor,
  PaymentSaid,
  ProcessorEvent,
  Webhook,
  WebhookProblem,
} from '../../gateways/processor/index.ts';
import type { Database, Transaction } from '../../store/database.ts';
import { findPaymentAtProcessor, insertProcessorEvent, saveEventResult } from '../../store/payments/index.ts';
import type { PaymentContext } from './payment-context.ts';
import { settlePayment } from './settle-payment.ts';

/** What a webhook changed: the payment's new state, or why nothing changed. */
export type WebhookResult = ShownPaymentState | 'nothing-new' | 'not-about-a-payment' | 'payment-unknown' | 'duplicate';

/**
 * Works a webhook whole in one transaction: the event is kept and its payment settled, or neither, in which case the
 * processor sends it again. An event that was worked before changes nothing.
 */
export async function receiveWebhook(
  { db, processor, policy, tell }: PaymentContext,
  webhook: Webhook,
): Promise<Result<WebhookResult, WebhookProblem>> {
  const read = processor.readWebhook(webhook);
  if (!read.ok) return read;
  const { id, kind } = read.value;
  const asked = await saidBy(processor, read.value, webhook.now);
  if (!asked.ok) return asked;
  const payment = asked.value;
  const event = { processor: processor.name, id } as const;
  return db.transaction(async (tx) => {
    const said =
      payment === undefined ? undefined : { outcome: payment.outcome, reference: await referenceOf(tx, payment) };
    const isNew = await insertProcessorEvent(tx, { ...event, kind, receivedAt: webhook.now, ...present({ ...said }) });
    if (!isNew) return ok('duplicate');
    const result = await settle(tx, { said, policy, tell, now: webhook.now });
    await saveEventResult(tx, { ...event, result });
    return ok(result);
  });
}

/** What an event says about a payment, and what the processor answers where the event alone does not say it. */
async function saidBy(
  processor: PaymentProcessor,
  { payment, refundsOf }: ProcessorEvent,
  now: Temporal.Instant,
): Promise<Answer<PaymentSaid | undefined>> {
  if (refundsOf === undefined) return ok(payment);
  const asked = await processor.refundsOf(refundsOf);
  if (!asked.ok || asked.value?.outcome.kind !== 'refunded') return asked;
  // Asked now, so it is newer than every refund that was told about before.
  return ok({ ...asked.value, outcome: { ...asked.value.outcome, saidAt: now } });
}

/** A dispute names the payment by the processor's id of it. */
export async function referenceOf(db: Database, { reference, outcome }: PaymentSaid): Promise<string | undefined> {
  if (reference !== undefined || !('payment' in outcome)) return reference;
  return (await findPaymentAtProcessor(db, outcome.payment))?.reference;
}

async function settle(
  tx: Transaction,
  word: Pick<PaymentContext, 'policy' | 'tell'> & {
    readonly said: { readonly reference: string | undefined; readonly outcome: ProcessorOutcome } | undefined;
    readonly now: Temporal.Instant;
  },
): Promise<WebhookResult> {
  const { said, policy, tell, now } = word;
  if (said === undefined) return 'not-about-a-payment';
  const { reference, outcome } = said;
  if (reference === undefined) return 'payment-unknown';
  const settled = await settlePayment(tx, { reference, outcome, policy, tell, now });
  return settled === undefined ? 'payment-unknown' : (settled.became ?? 'nothing-new');
}
