import { expect, test } from 'vitest';
import { cents } from '../kernel/index.ts';
import { owedOfBill } from './owed-of-bill.ts';

test.each([
  // amount due, balance now, charged since → owed of the bill
  [6134, 6134, 0, 6134],
  [6134, 4134, 0, 4134],
  [6134, 0, 0, 0],
  [6134, -500, 0, 0],
  [-500, -500, 0, 0],
  // The next bill has come: its charges stand behind.
  [6134, 10_134, 4000, 6134],
  [6134, 5000, 4000, 1000],
  // A late fee on top is not part of the bill, and is what is left when the bill is paid.
  [6134, 6634, 500, 6134],
  [6134, 500, 500, 0],
])('a bill of %i, with %i owed now and %i charged since: %i is owed of it', (amountDue, balance, since, owed) => {
  const facts = { amountDue: cents(amountDue), balance: cents(balance), chargedSince: cents(since) };
  expect(owedOfBill(facts)).toBe(owed);
});
