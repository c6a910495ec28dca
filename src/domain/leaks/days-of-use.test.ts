import { expect, test } from 'vitest';
import { writtenHours } from '../../../test/support/written-hours.ts';
import { daysOfUse } from './days-of-use.ts';
import { knownFlow } from './known-flow.ts';

const days = (missing: number, firstDay = '2026-05-01', gallons = 5) =>
  Array.from(
    daysOfUse(
      knownFlow(writtenHours(firstDay, 2, (day, clock) => (day === 1 && clock < missing ? undefined : gallons))),
    ),
  );

test.each([
  [0, [120, 120]],
  // An hour that is missing is as the others.
  [1, [120, 120]],
  [2, [120, 120]],
  [3, [120, Number.NaN]],
  [24, [120, Number.NaN]],
])('with %i hours of the second day missing, two days used %j', (missing, used) => {
  expect(days(missing)).toEqual(used);
});

test('a day has the hours that the clocks give it', () => {
  expect(days(0, '2026-03-07')).toEqual([120, 115]);
  expect(days(0, '2026-10-31')).toEqual([120, 125]);
});

test('a register’s counts are gallons by its multiplier', () => {
  const use = writtenHours('2026-05-01', 1, () => 3);
  expect(Array.from(daysOfUse(knownFlow({ ...use, register: { unit: 'gal', multiplier: '10' } })))).toEqual([720]);
});
