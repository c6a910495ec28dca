import { expect, test } from 'vitest';
import { cents } from '../kernel/index.ts';
import { matchesIdentity, readZip } from './identity-match.ts';

const today = Temporal.PlainDate.from('2026-05-07');

test.each([
  ['97501', '97501'],
  [' 97501 ', '97501'],
  ['97501-1234', '97501'],
  ['975011234', '97501'],
  ['97501–1234', '97501'],
  ['9750', undefined],
  ['9750A', undefined],
  ['97501A', undefined],
  ['OR 97501', undefined],
  ['9750-1', undefined],
  ['97501-12', undefined],
])('%j is the ZIP %s', (typed, zip) => {
  expect(readZip(typed)).toBe(zip);
});

const paid = { zip: '97501', balance: cents(0) };

test('an open account matches with its ZIP, and nothing else does', () => {
  expect(matchesIdentity({ ...paid, zip: '97501-0042' }, '97501', { today })).toBe(true);
  expect(matchesIdentity(paid, '97504', { today })).toBe(false);
  expect(matchesIdentity(paid, '87501', { today })).toBe(false);
  expect(matchesIdentity(undefined, '97501', { today })).toBe(false);
  expect(matchesIdentity(undefined, '-----', { today })).toBe(false);
  expect(matchesIdentity({ ...paid, closedOn: today.add({ days: 1 }) }, '97501', { today })).toBe(true);
});

test.each([
  ['the day it closed', 0, 0, true],
  ['while its final bill is on its way', 89, 0, true],
  ['when that is over', 90, 0, false],
  ['as long as something is owed', 400, 2595, true],
  ['with a credit, when that is over', 400, -1000, false],
])('an account that closed is found %s', (_what, daysAgo, owed, isFound) => {
  const closed = { zip: '97501', closedOn: today.subtract({ days: daysAgo }), balance: cents(owed) };
  expect(matchesIdentity(closed, '97501', { today })).toBe(isFound);
});

test('a utility sets how long an account that closed is found', () => {
  const closed = { ...paid, closedOn: today.subtract({ days: 30 }) };
  expect(matchesIdentity(closed, '97501', { today, closedDays: 31 })).toBe(true);
  expect(matchesIdentity(closed, '97501', { today, closedDays: 30 })).toBe(false);
  expect(matchesIdentity({ ...closed, balance: cents(1) }, '97501', { today, closedDays: 30 })).toBe(true);
});
