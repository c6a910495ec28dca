import { expect, test } from 'vitest';
import { cents } from '../kernel/index.ts';
import { accountStanding, isPastDue } from './account-standing.ts';

const about = {
  id: 12,
  number: '1000000018',
  issuedOn: Temporal.PlainDate.from('2026-05-07'),
  dueOn: Temporal.PlainDate.from('2026-05-28'),
};
/** A bill of $61.34. */
const newestBill = { ...about, amountDue: cents(6134) };
const nothing = cents(0);

test.each([
  ['billed', 6134, 0, { owed: 6134, withNextBill: 0, credit: 0 }],
  ['paid in part', 2000, 0, { owed: 2000, withNextBill: 0, credit: 0 }],
  ['late, with a fee since', 6634, 500, { owed: 6134, withNextBill: 500, credit: 0 }],
  ['paid but for the fee since', 500, 500, { owed: 0, withNextBill: 500, credit: 0 }],
  ['paid', 0, 0, { owed: 0, withNextBill: 0, credit: 0 }],
  ['paid ahead', -1000, 0, { owed: 0, withNextBill: 0, credit: 1000 }],
])('an account that is %s', (_, balance, since, { owed, withNextBill, credit }) => {
  const standing = accountStanding({
    balance: cents(balance),
    newestBill,
    chargedSince: cents(since),
    inFlight: cents(300),
  });
  const bill = { ...about, owed };
  expect(standing).toStrictEqual({
    balance,
    bill,
    ...(owed > 0 && { due: bill }),
    withNextBill,
    chargedSince: since,
    credit,
    inFlight: 300,
  });
});

test.each([
  ['owes a fee before its first bill', 2500, { withNextBill: 2500, credit: 0 }],
  ['has paid ahead of its first bill', -2500, { withNextBill: 0, credit: 2500 }],
])('an account that %s has no bill', (_, balance, { withNextBill, credit }) => {
  const standing = accountStanding({ balance: cents(balance), chargedSince: nothing, inFlight: nothing });
  expect(standing).toStrictEqual({ balance, withNextBill, chargedSince: 0, credit, inFlight: 0 });
});

test('a bill is past due from the day after, while something of it is owed', () => {
  const due = { ...about, owed: cents(1) };
  expect(isPastDue({ due }, about.dueOn)).toBe(false);
  expect(isPastDue({ due }, about.dueOn.add({ days: 1 }))).toBe(true);
  expect(isPastDue({}, about.dueOn.add({ days: 1 }))).toBe(false);
});
