import { expect, test } from 'vitest';
import { localMoment, writtenHours } from '../../../test/support/written-hours.ts';
import type { HourlyUse } from '../metering/index.ts';
import { findLeaks } from './find-leaks.ts';
import type { LeakContext } from './leak-context.ts';

const rule = { days: 2, usualDays: 28, gallonsAnHour: 3, times: 1.2, differences: 4 };

/** Forty flats: at night 40 to 46 gallons an hour, by day 90 to 250; never the same twice. */
const flats = (day: number, clock: number): number => {
  const byDay = clock >= 6 && clock < 23;
  return byDay ? 90 + ((day * 37 + clock * 61) % 160) : 40 + ((day * 5 + clock * 3) % 7);
};

function found(gallons: (day: number, clock: number) => number | undefined, context: LeakContext = {}, days = 40) {
  const use: HourlyUse = writtenHours('2026-05-01', days, gallons);
  return findLeaks(use, { risenFlow: rule }, context);
}

test('a leak under use that never rests is found in two days, and what it runs is told', () => {
  const leak = (day: number, clock: number) => flats(day, clock) + (day >= 32 ? 60 : 0);
  const [risen, ...others] = found(leak);
  expect(others).toEqual([]);
  expect(risen).toMatchObject({ kind: 'risen-flow' });
  expect(localMoment(risen?.beganAt ?? Temporal.Now.instant())).toBe('2026-06-02T00:00');
  expect(localMoment(risen?.foundAt ?? Temporal.Now.instant())).toMatch(/^2026-06-0(3T|4T00)/);
  expect(risen?.gallonsAnHour).toBeGreaterThan(54);
  expect(risen?.gallonsAnHour).toBeLessThan(66);
  expect(risen?.evidence.usualGallonsAnHour).toBeCloseTo(49.4, 0);
});

test.each<[string, (day: number, clock: number) => number | undefined]>([
  ['use as ever', flats],
  ['a leak too small to be told from how days differ', (day, clock) => flats(day, clock) + (day >= 32 ? 5 : 0)],
  ['a day of it', (day, clock) => flats(day, clock) + (day === 32 ? 60 : 0)],
  ['twice as many people, at all hours', (day, clock) => flats(day, clock) * (day >= 32 ? 2 : 1)],
  [
    'an hour of a garden each night, while the other hours are as ever',
    (day, clock) => flats(day, clock) + (day >= 32 && clock < 1 ? 800 : 0),
  ],
  [
    'days of which hardly anything is known',
    (day, clock) => (day >= 32 && clock % 2 === 0 ? undefined : flats(day, clock) + (day >= 32 ? 60 : 0)),
  ],
])('%s is none', (_, gallons) => {
  expect(found(gallons)).toEqual([]);
});

test('a machine that runs on through the night adds little of what the day draws: none, where that is asked', () => {
  const machine = writtenHours('2026-05-01', 40, (day, clock) => {
    const byDay = clock >= 8 && clock < 23 ? 60 + ((day * 7 + clock * 11) % 40) : 0;
    return byDay + (day >= 32 ? 12 : 0);
  });
  expect(findLeaks(machine, { risenFlow: rule })).toHaveLength(1);
  expect(findLeaks(machine, { risenFlow: { ...rule, ofMiddle: 0.4 } })).toEqual([]);
});

test('with fewer than ten days before, it says nothing', () => {
  expect(found((day, clock) => flats(day, clock) + (day >= 8 ? 60 : 0), {}, 11)).toEqual([]);
});

test('a leak that an earlier scan found is still seen when the days before have it, too', () => {
  const leak = (day: number, clock: number) => flats(day, clock) + (day >= 3 ? 60 : 0);
  const since = Temporal.ZonedDateTime.from('2026-05-04T00:00[America/Los_Angeles]').toInstant();
  const lookFrom = Temporal.ZonedDateTime.from('2026-06-02T00:00[America/Los_Angeles]').toInstant();
  expect(found(leak, { lookFrom })).toEqual([]);
  const [seen, ...others] = found(leak, { lookFrom, leak: { since, gallonsAnHour: 60 } });
  expect(others).toEqual([]);
  expect(localMoment(seen?.seenAt ?? since)).toBe('2026-06-09T23:00');
});

test('it ends with the days that show it', () => {
  const repaired = (day: number, clock: number) => flats(day, clock) + (day >= 32 && day < 36 ? 60 : 0);
  const [risen, ...others] = found(repaired);
  expect(others).toEqual([]);
  expect(localMoment(risen?.seenAt ?? Temporal.Now.instant())).toBe('2026-06-05T23:00');
});
