import type { Task } from '../../worker/task.ts';
import { deliverWebhooks, isDeliveryWaiting, type Sandbox } from '../usecases/sandbox-processor/index.ts';

/** The sandbox processor calls back as a processor does: over HTTP, signed, again until it is answered. */
export const deliverSandboxWebhooks =
  (sandbox: Sandbox | undefined): Task =>
  async (_payload, _deps, now) => {
    if (sandbox === undefined) return;
    const undelivered = await deliverWebhooks(sandbox, post, now);
    // Asked for again meanwhile: that job delivers the rest, and this one need not wait beside it.
    if (undelivered > 0 && (await isDeliveryWaiting(sandbox.db))) return;
    if (undelivered > 0) throw new Error(`${undelivered} webhooks of the sandbox processor are still undelivered`);
  };

async function post(webhook: { url: string; body: string; signature: string }): Promise<boolean> {
  try {
    const answer = await fetch(webhook.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'sandbox-signature': webhook.signature },
      body: webhook.body,
      signal: AbortSignal.timeout(10_000),
    });
    return answer.ok;
  } catch {
    return false;
  }
}
