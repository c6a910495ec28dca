import { expect, test } from 'vitest';
import { cents } from '../kernel/index.ts';
import { amountToPay } from './payment-amount.ts';
import type { PaymentPolicy } from './policy.ts';

const policy: PaymentPolicy = {
  timeZone: 'America/Los_Angeles',
  minimum: cents(100),
  maxAhead: cents(50_000),
  fees: { card: cents(195), bank: cents(0) },
  lateFee: { afterDays: 10, amount: cents(500), minimum: cents(1000), sample: true },
};

test.each([
  ['all of it', 6134, 6134],
  ['part of it', 2000, 6134],
  ['ahead, up to the limit', 56_134, 6134],
  ['ahead of nothing owed', 50_000, 0],
  ['a balance below the minimum, whole', 60, 60],
  ['just the minimum', 100, 6134],
  ['a balance of just the minimum', 100, 100],
])('%s may be paid', (_, amount, owed) => {
  expect(amountToPay({ amount: cents(amount), owed: cents(owed), method: 'bank' }, policy)).toEqual({
    ok: true,
    value: { amount, fee: 0, total: amount },
  });
});

test.each([
  ['less than the minimum', 99, 6134, 'payments.amount-too-small', { min: 100 }],
  ['part of a balance below the minimum', 59, 60, 'payments.amount-too-small', { min: 60 }],
  ['nothing', 0, 6134, 'payments.amount-too-small', { min: 100 }],
  ['nothing of nothing', 0, 0, 'payments.amount-too-small', { min: 100 }],
  ['a cent over the limit ahead', 56_135, 6134, 'payments.amount-too-large', { max: 56_134 }],
  ['over the limit, counting what is ahead already', 20_001, -30_000, 'payments.amount-too-large', { max: 20_000 }],
  ['anything, with more ahead than the limit', 100, -60_000, 'payments.amount-too-large', { max: 0 }],
])('%s may not', (_, amount, owed, code, params) => {
  const answer = amountToPay({ amount: cents(amount), owed: cents(owed), method: 'card' }, policy);
  expect(answer).toEqual({ ok: false, problem: { code, field: 'amount', params } });
});

test('the fee goes on top, and belongs to the method', () => {
  const asked = { amount: cents(6134), owed: cents(6134) };
  expect(amountToPay({ ...asked, method: 'card' }, policy)).toEqual({
    ok: true,
    value: { amount: 6134, fee: 195, total: 6329 },
  });
  expect(amountToPay({ ...asked, method: 'bank' }, policy)).toMatchObject({ value: { fee: 0, total: 6134 } });
});
