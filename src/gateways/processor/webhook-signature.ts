import { createHmac, timingSafeEqual } from 'node:crypto';
import { ok, type Problem, type Result, refused } from '../../domain/kernel/index.ts';

/** A signed webhook older (or newer) than this is refused: a recorded one cannot be played again later. */
const signatureToleranceSeconds = 300;

/** `t=<unix seconds>,v1=<HMAC-SHA256 of "t.body" in hex>`: the scheme Stripe made usual. */
export function signWebhook(body: string, secret: string, at: Temporal.Instant): string {
  const seconds = Math.floor(at.epochMilliseconds / 1000);
  return `t=${seconds},v1=${hmac(`${seconds}.${body}`, secret)}`;
}

/** Checks a signature over the bytes as they came, in constant time, and that it is fresh. Any one `v1` may match. */
export function checkWebhookSignature(
  webhook: { readonly body: string; readonly signature: string | undefined; readonly now: Temporal.Instant },
  secret: string,
): Result<true, Problem<'processor.signature-missing' | 'processor.signature-wrong' | 'processor.signature-stale'>> {
  if (webhook.signature === undefined) return refused({ code: 'processor.signature-missing' });
  const parts = webhook.signature.split(',').map((part) => part.trim().split('=', 2));
  const seconds = parts.find(([scheme]) => scheme === 't')?.[1];
  if (seconds === undefined || !/^\d{1,12}$/.test(seconds)) return refused({ code: 'processor.signature-wrong' });
  const expected = Buffer.from(hmac(`${seconds}.${webhook.body}`, secret));
  const matches = parts.some(([scheme, given]) => {
    const bytes = Buffer.from(given ?? '');
    return scheme === 'v1' && bytes.length === expected.length && timingSafeEqual(bytes, expected);
  });
  if (!matches) return refused({ code: 'processor.signature-wrong' });
  const age = Math.abs(Math.floor(webhook.now.epochMilliseconds / 1000) - Number(seconds));
  return age <= signatureToleranceSeconds ? ok(true) : refused({ code: 'processor.signature-stale', params: { age } });
}

const hmac = (text: string, secret: string): string => createHmac('sha256', secret).update(text).digest('hex');
