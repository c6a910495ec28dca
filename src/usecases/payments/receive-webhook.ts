import { ok, type Result } from '../../domain/kernel/index.ts';
import type { PaymentState } from '../../domain/payments/index.ts';
import type { Webhook, WebhookProblem } from '../../gateways/processor/index.ts';
import { insertProcessorEvent } from '../../store/payments/index.ts';
import type { PaymentContext } from './payment-context.ts';
import { settlePayment } from './settle-payment.ts';

/** What a webhook changed: the payment's new state, or why nothing changed. */
export type WebhookResult = PaymentState | 'nothing-new' | 'not-about-a-payment' | 'payment-unknown' | 'duplicate';

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
  const { id, kind, payment } = read.value;
  return db.transaction(async (tx) => {
    let result: WebhookResult = 'not-about-a-payment';
    if (payment !== undefined) {
      const settled = await settlePayment(tx, {
        ...payment,
        policy,
        tell,
        now: webhook.now,
      });
      result = settled === undefined ? 'payment-unknown' : (settled.became ?? 'nothing-new');
    }
    const isNew = await insertProcessorEvent(tx, {
      processor: processor.name,
      id,
      kind,
      result,
      receivedAt: webhook.now,
      ...payment,
    });
    return ok(isNew ? result : 'duplicate');
  });
}
