import { expect, test } from 'vitest';
import { readTypedAmount } from './typed-amount.ts';

test.each([
  ['61.34', 6134],
  ['$61.34', 6134],
  [' $ 61.3 ', 6130],
  ['61', 6100],
  ['61.', 6100],
  ['1,234.50', 123_450],
  ['1,234', 123_400],
  ['61,34', 6134],
  ['0.99', 99],
])('%j is %i cents', (written, amount) => {
  expect(readTypedAmount(written)).toEqual({ ok: true, value: amount });
});

test.each(['61.345', '-5', '12,34.5', '1.234,50', 'sixty', '1e3', '12345678901', '.'])(
  '%j is not guessed',
  (written) => {
    const read = readTypedAmount(written);
    expect(!read.ok && read.problem.code).toBe('payments.amount-unreadable');
  },
);

test('nothing typed is said to be missing', () => {
  const read = readTypedAmount('  ');
  expect(!read.ok && read.problem.code).toBe('payments.amount-missing');
});
