import { signWebhook } from '../../../gateways/processor/index.ts';
import { type SandboxDelivery, saveSandboxAttempt, undeliveredSandboxEvents } from '../../store/sandbox-processor.ts';
import type { Sandbox } from './sandbox.ts';

/** Sends one signed body to the merchant; true where it answered 2xx. */
export type SendWebhook = (webhook: {
  readonly url: string;
  readonly body: string;
  readonly signature: string;
}) => Promise<boolean>;

/** Delivers what waits, oldest first; answers how many are still undelivered, for the caller to try again later. */
export async function deliverWebhooks(sandbox: Sandbox, send: SendWebhook, now: Temporal.Instant): Promise<number> {
  let undelivered = 0;
  for (const event of await undeliveredSandboxEvents(sandbox.db)) {
    if (!(await deliver(sandbox, event, { send, now }))) undelivered += 1;
  }
  return undelivered;
}

async function deliver(
  sandbox: Sandbox,
  event: SandboxDelivery,
  by: { readonly send: SendWebhook; readonly now: Temporal.Instant },
): Promise<boolean> {
  const delivered = await by.send({
    url: event.webhookUrl,
    body: event.payload,
    signature: signWebhook(event.payload, sandbox.webhookSecret, by.now),
  });
  await saveSandboxAttempt(sandbox.db, event.id, delivered ? by.now : null);
  return delivered;
}
