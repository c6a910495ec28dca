import { expect, test } from 'vitest';
import { readTypedAmount } from './typed-amount.ts';

test.each([
  ['61.34', 6134],
  ['$61.34', 6134],
  [' $ 61.3 ', 6130],
  ['US$ 61.34', 6134],
  ['61.34 USD', 6134],
  ['61', 6100],
  ['61.', 6100],
  ['.50', 50],
  ['1,234.50', 123_450],
  ['1,234', 123_400],
  ['0.99', 99],
  ['0', 0],
  ['６１.３４', 6134],
  ['＄６１．３４', 6134],
])('%j is %i cents in both languages', (written, amount) => {
  expect(readTypedAmount(written, 'en')).toEqual({ ok: true, value: amount });
  expect(readTypedAmount(written, 'es')).toEqual({ ok: true, value: amount });
});

test.each([
  ['61,34', 6134],
  ['12,50', 1250],
  ['1,2', 120],
])('%j is %i cents to who reads Spanish, and to who reads English it could be more', (written, amount) => {
  expect(readTypedAmount(written, 'es')).toEqual({ ok: true, value: amount });
  expect(readTypedAmount(written, 'en')).toMatchObject({ problem: { code: 'payments.amount-ambiguous' } });
});

const both = ['es', 'en'] as const;

test.each([
  '5 50',
  '1 234',
  '1.234',
  '1.234,50',
  '61.345',
  '12,34.5',
  '1,2,3',
  '1.2.3',
  "1'234",
  '050',
  '00.50',
  '1,23,456',
])('%j could be read two ways, and is not guessed', (written) => {
  for (const language of both) {
    const read = readTypedAmount(written, language);
    expect(!read.ok && read.problem).toEqual({ code: 'payments.amount-ambiguous', field: 'amount' });
  }
});

test.each(['-5', '−5', '$-5', '-$5', '(5.00)', '5-'])('%j is less than nothing, and nobody pays that', (written) => {
  for (const language of both) {
    const read = readTypedAmount(written, language);
    expect(!read.ok && read.problem.code).toBe('payments.amount-negative');
  }
});

test.each(['sixty', '1e3', '12345678901', '.', ',', '5 dollars and 50', '0x10', '٦١', '5..', '$$5'])(
  '%j is not an amount',
  (written) => {
    for (const language of both) {
      const read = readTypedAmount(written, language);
      expect(!read.ok && read.problem.code).toBe('payments.amount-unreadable');
    }
  },
);

test.each(['  ', '', '$', ' US$ '])('nothing typed (%j) is said to be missing', (written) => {
  const read = readTypedAmount(written, 'en');
  expect(!read.ok && read.problem.code).toBe('payments.amount-missing');
});
