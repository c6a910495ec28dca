import { expect, test } from 'vitest';
import { household, localMoment, writtenHours } from '../../../test/support/written-hours.ts';
import { findLeaks } from './index.ts';

const steady = { steadyFlow: [{ hours: 48, gallonsAnHour: 10, flowing: 0.62, steady: 0.45 }] };
/** A toilet that runs from eight in the morning until one at night: neither a night nor a whole day shows it. */
const byDay = (from: number, gallons: number) => (day: number, clock: number) =>
  household(clock) + (day >= from && (clock >= 8 || clock < 1) ? gallons : 0);

test('finds a leak that pauses every night, within two days', () => {
  const use = writtenHours('2026-05-01', 12, byDay(5, 12));
  const [found, ...others] = findLeaks(use, steady);
  expect(others).toEqual([]);
  expect(found).toMatchObject({ kind: 'steady-flow', gallonsAnHour: 12 });
  expect(found && Number(localMoment(found.foundAt).slice(8, 10))).toBeLessThanOrEqual(8);
  for (const unbroken of [{ continuousFlow: [{ hours: 24, gallonsAnHour: 1 }] }]) {
    expect(findLeaks(use, unbroken)).toEqual([]);
  }
});

test('when a leak began is what was known when it was found, whatever the hours after it show', () => {
  const day = { steadyFlow: [{ hours: 24, gallonsAnHour: 2, flowing: 0.6, steady: 0.3 }] };
  // From eleven to two at night, after a shower of nearly as much; then the water is shut off.
  const gallons = (day: number, clock: number) => {
    if (day > 3 || (day === 3 && clock >= 2)) return 0;
    return household(clock) + (day === 3 || (day === 2 && clock >= 11) ? 44 : 0);
  };
  const [found, ...others] = findLeaks(writtenHours('2026-03-01', 5, gallons), day);
  expect(others).toEqual([]);
  const untilFound = writtenHours('2026-03-01', 5, (day, clock) =>
    day > 3 || (day === 3 && clock >= 1) ? undefined : gallons(day, clock),
  );
  const [then] = findLeaks(untilFound, day);
  expect(then && [then.beganAt, then.foundAt].map(localMoment)).toEqual(['2026-03-03T13:00', '2026-03-04T01:00']);
  expect(found && [found.beganAt, found.foundAt, found.seenAt].map(localMoment)).toEqual([
    '2026-03-03T13:00',
    '2026-03-04T01:00',
    '2026-03-04T02:00',
  ]);
});

test('a house full of people draws as much, and never the same twice: that is no leak', () => {
  const busy = (day: number, clock: number) => (clock < 6 ? 0 : 12 + ((day * 31 + clock * 17) % 47));
  expect(findLeaks(writtenHours('2026-05-01', 12, busy), steady)).toEqual([]);
});

test('ends with the water: what the household draws after the repair is not taken for it', () => {
  const repaired = (day: number, clock: number) =>
    day < 8 || (day === 8 && clock < 12) ? byDay(0, 12)(day, clock) : household(clock);
  const [found] = findLeaks(writtenHours('2026-05-01', 12, repaired), steady);
  expect(found && localMoment(found.seenAt)).toBe('2026-05-09T12:00');
});

test('with a tenth of its hours unknown, a window says nothing', () => {
  const holes = (day: number, clock: number) => (clock % 6 === 0 ? undefined : byDay(0, 12)(day, clock));
  expect(findLeaks(writtenHours('2026-05-01', 12, holes), steady)).toEqual([]);
});

test('in frost a humidifier is no leak, where the weather is known; a larger flow is', () => {
  const rules = {
    continuousFlow: [{ hours: 24, gallonsAnHour: 3, steady: 0.3 }],
    frost: { highBelowCelsius: 5, gallonsAnHour: 4.5 },
  };
  const runs = (gallons: number) => writtenHours('2026-01-05', 3, (_, clock) => household(clock) + gallons);
  const weather = { highCelsius: new Float64Array(3).fill(-2), rainMillimetres: new Float64Array(3) };
  expect(findLeaks(runs(3), rules)).toHaveLength(1);
  expect(findLeaks(runs(3), rules, { weather })).toEqual([]);
  expect(findLeaks(runs(6), rules, { weather })).toHaveLength(1);
  const unknown = { ...weather, highCelsius: new Float64Array(3).fill(Number.NaN) };
  expect(findLeaks(runs(3), rules, { weather: unknown })).toHaveLength(1);
});
