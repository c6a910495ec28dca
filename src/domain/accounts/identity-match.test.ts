import { expect, test } from 'vitest';
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

test('an open account matches with its ZIP, and nothing else does', () => {
  expect(matchesIdentity({ zip: '97501-0042' }, '97501', today)).toBe(true);
  expect(matchesIdentity({ zip: '97501' }, '97504', today)).toBe(false);
  expect(matchesIdentity({ zip: '97501' }, '87501', today)).toBe(false);
  expect(matchesIdentity(undefined, '97501', today)).toBe(false);
  expect(matchesIdentity(undefined, '-----', today)).toBe(false);
  expect(matchesIdentity({ zip: '97501', closedOn: today }, '97501', today)).toBe(false);
  expect(matchesIdentity({ zip: '97501', closedOn: today.add({ days: 1 }) }, '97501', today)).toBe(true);
});
