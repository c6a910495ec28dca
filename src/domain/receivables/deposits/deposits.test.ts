import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cents } from '../../kernel/index.ts';
import { type PromptPolicy, promptPayment } from '../index.ts';

const policy: PromptPolicy = { bills: 12, graceDays: 0, returnStartsAgain: true };
const firstIssued = Temporal.PlainDate.from('2025-05-07');

/** One bill a month from 7 May 2025, due 21 days later: what was owed of each when it was due. */
const bills = (owed: readonly number[]) =>
  owed.map((amount, month) => {
    const issuedOn = firstIssued.add({ months: month });
    return { issuedOn, dueOn: issuedOn.add({ days: 21 }), owedThen: cents(amount) };
  });
const paid = (howMany: number) => Array.from({ length: howMany }, () => 0);
const after = (owed: readonly number[], returnedOn: readonly string[] = [], some: Partial<PromptPolicy> = {}) =>
  promptPayment(
    { bills: bills(owed), returnedOn: returnedOn.map((on) => Temporal.PlainDate.from(on)) },
    { ...policy, ...some },
  );

test.each([
  ['nothing billed yet', [], 0, false],
  ['eleven in time', paid(11), 11, false],
  ['twelve in time', paid(12), 12, true],
  ['the thirteenth too', paid(13), 13, true],
  ['the first was late', [1, ...paid(11)], 11, false],
  ['the first was late, twelve since', [2773, ...paid(12)], 12, true],
  ['the last was late by one cent', [...paid(12), 1], 0, false],
  ['one in the middle was late', [...paid(6), 500, ...paid(5)], 5, false],
])('%s', (_, owed, inTime, isEarned) => {
  expect(after(owed)).toMatchObject({ inTime, needed: 12, isEarned });
});

test('a late bill says from when the count runs again', () => {
  expect(after([0, 100, 0]).startedAgain).toEqual({ why: 'late', on: Temporal.PlainDate.from('2025-06-28') });
});

test.each([
  ['2025-06-01', '2025-06-01'],
  ['2025-05-30', '2025-05-30'],
  ['2026-08-01', '2026-08-01'],
])('a payment that came back on %s starts the count again on that day', (on, startedOn) => {
  expect(after(paid(3), [on]).startedAgain).toEqual({ why: 'returned', on: Temporal.PlainDate.from(startedOn) });
});

test.each([
  // Bills are issued on the 7th: who pays again in time goes on from the next.
  ['before the last bill', '2026-04-06', 1],
  ['on the day the last bill is issued', '2026-04-07', 0],
  ['after it', '2026-04-20', 0],
  ['before the first bill', '2025-05-01', 12],
])('a payment returned %s leaves %s', (_, on, inTime) => {
  expect(after(paid(12), [on]).inTime).toBe(inTime);
  expect(after(paid(12), [on], { returnStartsAgain: false }).inTime).toBe(12);
});

test('whatever was paid, the count is that of the bills since the last late one, and never more than the bills', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(0, 0, 0, 1, 4278), { maxLength: 30 }), (owed) => {
      const { inTime, isEarned } = after(owed);
      expect(inTime).toBe(owed.length - 1 - owed.findLastIndex((amount) => amount > 0));
      expect(isEarned).toBe(inTime >= 12);
    }),
  );
});

test('one more payment in time never takes a deposit further away', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(0, 1), { maxLength: 24 }), (owed) => {
      expect(after([...owed, 0]).inTime).toBe(after(owed).inTime + 1);
    }),
  );
});
