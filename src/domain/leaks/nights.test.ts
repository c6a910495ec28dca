import { expect, test } from 'vitest';
import { writtenHours } from '../../../test/support/written-hours.ts';
import { knownFlow, unknown } from './known-flow.ts';
import { isAtNight, nightsOf, steadyNights } from './nights.ts';

const hours = { fromHour: 1, toHour: 5 };
const flowOf = (firstDay: string, days: number, gallons: (day: number, clock: number) => number | undefined) =>
  knownFlow(writtenHours(firstDay, days, gallons));

test('a night is its hours by the clock on the wall, and its least count', () => {
  const flow = flowOf('2026-05-01', 2, (day, clock) =>
    day === 0 && clock === 3 ? 2 : clock === 0 || clock === 5 ? 0 : 7,
  );
  expect(nightsOf(flow, hours)).toEqual([
    { begin: 1, end: 5, min: 2 },
    { begin: 25, end: 29, min: 7 },
  ]);
  const atNight = Array.from({ length: 24 }, (_, hour) => hour).filter(isAtNight(flow, hours));
  expect(atNight).toEqual([1, 2, 3, 4]);
});

test.each([
  ['spring', '2026-03-08', { begin: 1, end: 4, min: 7 }],
  ['autumn', '2026-11-01', { begin: 1, end: 6, min: 7 }],
])('when clocks change in %s', (_, day, night) => {
  expect(
    nightsOf(
      flowOf(day, 1, () => 7),
      hours,
    ),
  ).toEqual([night]);
});

test.each([
  [1, 7],
  [2, unknown],
  [4, unknown],
])('with %i of its four hours unknown, a night’s least is %i', (missing, min) => {
  const flow = flowOf('2026-05-01', 1, (_, clock) => (clock >= 1 && clock < 1 + missing ? undefined : 7));
  expect(nightsOf(flow, hours)[0]?.min).toBe(min);
});

test('the share of the nights’ known hours that shows one flow', () => {
  const flow = flowOf('2026-05-01', 2, (day, clock) =>
    day === 0 && clock === 2 ? undefined : day === 1 && clock === 4 ? 90 : 7,
  );
  expect(steadyNights(flow, nightsOf(flow, hours))).toBeCloseTo(6 / 7, 9);
});
