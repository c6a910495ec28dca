import { expect, test } from 'vitest';
import { cents } from '../kernel/index.ts';
import { type PostedCharge, postedAmount, postedLine } from './posted-line.ts';

const on = Temporal.PlainDate.from('2026-06-08');
const rule = (rateClass: string) => ({ file: 'utility.yaml', line: 1, rateClass, effectiveOn: '2026-06-08' });
const meterTest = { es: 'Prueba del medidor', en: 'Meter test' };

const lateFee: PostedCharge = { kind: 'late-fee', on, amount: cents(500), sample: true };
const charged: PostedCharge = {
  ...{ kind: 'fee', fee: 'meter-test', label: meterTest, on, amount: cents(4250), sample: false },
  reason: 'The meter was right.',
};
const returned: PostedCharge = {
  ...{ kind: 'fee', fee: 'returned-payment', label: { es: 'Pago devuelto', en: 'Returned payment' } },
  ...{ on, amount: cents(2500), sample: true },
};
const deposit = (why: 'prompt' | 'final'): PostedCharge => ({
  ...{ kind: 'deposit-credit', on, amount: cents(9000), why, bills: 12 },
  takenOn: Temporal.PlainDate.from('2025-05-12'),
});

test('a late fee is printed with the day it was charged', () => {
  expect(postedLine(lateFee)).toStrictEqual({
    part: 'late_fee',
    label: { es: 'Recargo por pago atrasado', en: 'Late fee' },
    amount: 500,
    explanation: {
      rule: rule('billing.late_fee'),
      exactAmount: '5',
      because: [{ name: 'late-fee', values: { date: '2026-06-08' } }],
      sample: true,
    },
  });
});

test('a fee that somebody charged is printed with the reason', () => {
  expect(postedLine(charged)).toStrictEqual({
    part: 'fee_meter_test',
    label: meterTest,
    amount: 4250,
    explanation: {
      rule: rule('fees.meter-test'),
      exactAmount: '42.5',
      because: [{ name: 'fee', values: { date: '2026-06-08', reason: 'The meter was right.' } }],
    },
  });
});

test('a fee that follows from a payment that came back says so', () => {
  expect(postedLine(returned)).toMatchObject({
    part: 'fee_returned_payment',
    amount: 2500,
    explanation: {
      rule: rule('fees.returned-payment'),
      because: [{ name: 'fee-returned', values: { date: '2026-06-08' } }],
      sample: true,
    },
  });
});

test.each(['prompt', 'final'] as const)('a deposit is given back as a credit: %s', (why) => {
  expect(postedLine(deposit(why))).toStrictEqual({
    part: 'deposit_credit',
    label: { es: 'Devolución de su depósito', en: 'Your deposit came back' },
    amount: -9000,
    explanation: {
      rule: rule('deposits'),
      exactAmount: '-90',
      because: [{ name: `deposit-${why}`, values: { amount: 9000, bills: 12, taken: '2025-05-12' } }],
    },
  });
});

test('a fee adds to what is owed, a deposit given back takes away', () => {
  expect([lateFee, charged, deposit('final')].map(postedAmount)).toEqual([500, 4250, -9000]);
});
