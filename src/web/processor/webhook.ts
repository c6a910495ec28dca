import { paymentContext, receiveWebhook } from '../../usecases/payments/index.ts';
import { sentText } from '../body/sent-fields.ts';
import type { PageContext } from '../page.ts';

/**
 * The processor's word. The signature is over the bytes as they came, so the body is read raw. 2xx means worked (or
 * known, or not for us); anything else makes the processor send it again.
 */
export async function processorWebhook(c: PageContext): Promise<Response> {
  const { deps, now } = c.var;
  if (c.req.param('processor') !== deps.processor.name) return c.json({ code: 'processor.unknown' }, 404);
  const signature = c.req.header('stripe-signature') ?? c.req.header('sandbox-signature');
  const worked = await receiveWebhook(paymentContext(deps), { body: sentText(c), signature, now });
  if (!worked.ok) {
    deps.log.warn({ code: worked.problem.code, request: c.var.requestId }, 'a webhook was refused');
    return c.json({ code: worked.problem.code }, worked.problem.code === 'payments.processor-unavailable' ? 503 : 400);
  }
  return c.json({ result: worked.value });
}
