import Stripe from 'stripe';
import { expect, test } from 'vitest';
import { checkWebhookSignature, signWebhook } from './webhook-signature.ts';

const now = Temporal.Instant.from('2026-05-20T17:00:00Z');
const body = '{"id":"evt_1"}';
const check = (signature: string | undefined, at = now, text = body) => {
  const checked = checkWebhookSignature({ body: text, signature, now: at }, 'whsec_test');
  return checked.ok ? 'ok' : checked.problem.code;
};

test('what we signed is ours, for five minutes either way', () => {
  const signature = signWebhook(body, 'whsec_test', now);
  expect(check(signature)).toBe('ok');
  expect(check(signature, now.add({ seconds: 300 }))).toBe('ok');
  expect(check(signature, now.add({ seconds: 301 }))).toBe('processor.signature-stale');
  expect(check(signature, now.subtract({ seconds: 301 }))).toBe('processor.signature-stale');
});

test.each([
  ['no signature', undefined, 'processor.signature-missing'],
  ['another secret', signWebhook(body, 'whsec_other', now), 'processor.signature-wrong'],
  ['another body', signWebhook('{"id":"evt_2"}', 'whsec_test', now), 'processor.signature-wrong'],
  [
    'a time changed afterwards',
    signWebhook(body, 'whsec_test', now).replace(/t=\d+/, 't=1'),
    'processor.signature-wrong',
  ],
  ['nonsense', 'v1', 'processor.signature-wrong'],
])('%s is refused', (_, signature, code) => {
  expect(check(signature)).toBe(code);
});

test('one of several signatures is enough, as when a secret is being changed', () => {
  const other = signWebhook(body, 'whsec_other', now).split(',')[1];
  expect(check(`${signWebhook(body, 'whsec_test', now)},${other}`)).toBe('ok');
});

test("it is Stripe's own scheme", () => {
  const timestamp = Math.floor(now.epochMilliseconds / 1000);
  const signature = new Stripe('sk_test_none').webhooks.generateTestHeaderString({
    payload: body,
    secret: 'whsec_test',
    timestamp,
  });
  expect(check(signature)).toBe('ok');
});
