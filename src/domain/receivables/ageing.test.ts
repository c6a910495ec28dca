import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cents, sumCents } from '../kernel/index.ts';
import { ageReceivables } from './ageing.ts';

const may6 = Temporal.PlainDate.from('2025-05-06');
const nothing = { current: 0, days1To30: 0, days31To60: 0, days61To90: 0, over90: 0, ahead: 0 };

test.each([
  [-20, 'current'],
  [0, 'current'],
  [1, 'days1To30'],
  [30, 'days1To30'],
  [31, 'days31To60'],
  [60, 'days31To60'],
  [61, 'days61To90'],
  [90, 'days61To90'],
  [91, 'over90'],
  [400, 'over90'],
] as const)('%i days after it was due, a debt is in %s', (days, bucket) => {
  const debt = { dueOn: may6, amount: cents(1000) };
  expect(ageReceivables([debt], may6.add({ days }))).toEqual({ ...nothing, [bucket]: 1000 });
});

test('a payment settles the oldest debt first, in whatever order they are listed', () => {
  const receivables = [
    { dueOn: may6.subtract({ days: 10 }), amount: cents(3000) },
    { dueOn: may6.subtract({ days: 100 }), amount: cents(4000) },
    { dueOn: may6.add({ days: 10 }), amount: cents(100) },
    { dueOn: may6, amount: cents(-5000) },
  ];
  const aged = { ...nothing, days1To30: 2000, current: 100 };
  expect(ageReceivables(receivables, may6)).toEqual(aged);
  expect(ageReceivables(receivables.toReversed(), may6)).toEqual(aged);
});

test('what is paid beyond every debt is ahead', () => {
  const paid = [
    { dueOn: may6, amount: cents(-1500) },
    { dueOn: may6, amount: cents(1000) },
  ];
  expect(ageReceivables(paid, may6)).toEqual({ ...nothing, ahead: 500 });
});

test('ageing loses no cent', () => {
  const receivable = fc.record({
    amount: fc.integer({ min: -50_000, max: 50_000 }).map(cents),
    dueOn: fc.integer({ min: -10, max: 150 }).map((days) => may6.subtract({ days })),
  });
  fc.assert(
    fc.property(fc.array(receivable, { maxLength: 20 }), (receivables) => {
      const { ahead, ...owed } = ageReceivables(receivables, may6);
      expect(sumCents(Object.values(owed)) - ahead).toBe(sumCents(receivables.map(({ amount }) => amount)));
    }),
  );
});
