import { expect, test } from 'vitest';
import { household, localMoment, writtenHours } from '../../../test/support/written-hours.ts';
import { findLeaks } from './index.ts';

const rules = {
  addedFlow: {
    usualDays: 28,
    windows: [{ hours: 45, gallonsAnHour: 2.7, evidence: 22 }],
    hoseGallonsAnHour: 250,
    appliances: [{ highAboveCelsius: 28.5, gallonsAnHour: 12 }],
  },
};
const first = '2026-04-01';
const weather = (days: number, high: number) => ({
  highCelsius: new Float64Array(days).fill(high),
  rainMillimetres: new Float64Array(days),
});
const mild = { weather: weather(60, 20) };

/** What a household draws, not the same each day. */
const home = (day: number, clock: number) => {
  const usual = household(clock);
  return usual === 0 ? 0 : Math.max(0, usual + ((day * 7 + clock * 5) % 9) - 4);
};
/** A flapper that seats well from one at night until eight. */
const pausing = (from: number, until: number, gallons: number) => (day: number, clock: number) =>
  home(day, clock) + (day >= from && day < until && (clock >= 8 || clock < 1) ? gallons : 0);

test('finds a leak that pauses every night within two days, by what the home draws otherwise', () => {
  const use = writtenHours(first, 34, pausing(30, 99, 5));
  const [found, ...others] = findLeaks(use, rules, mild);
  expect(others).toEqual([]);
  expect(found).toMatchObject({ kind: 'added-flow', evidence: { windowHours: 45 } });
  expect(found?.gallonsAnHour).toBeCloseTo(5, 0);
  expect(found && localMoment(found.beganAt).slice(0, 10)).toBe('2026-05-01');
  expect(found && localMoment(found.foundAt) <= '2026-05-03T00:00').toBe(true);
  expect(findLeaks(use, { continuousFlow: [{ hours: 24, gallonsAnHour: 1 }] })).toEqual([]);
});

test('a home that has always drawn so has no leak, nor one with guests', () => {
  expect(findLeaks(writtenHours(first, 34, pausing(0, 99, 5)), rules, mild)).toEqual([]);
  const guests = (day: number, clock: number) =>
    home(day, clock) + (day >= 30 && clock >= 7 && clock < 23 ? (day * 13 + clock * 11) % 17 : 0);
  expect(findLeaks(writtenHours(first, 34, guests), rules, mild)).toEqual([]);
});

test('a leak that an earlier scan found goes on when its beginning has left the days that are read', () => {
  const use = writtenHours(first, 35, pausing(0, 99, 5));
  const leak = { since: Temporal.Instant.from('2026-03-10T08:00:00Z'), gallonsAnHour: 5 };
  const [found] = findLeaks(use, rules, { ...mild, leak });
  expect(found?.gallonsAnHour).toBeCloseTo(5, 0);
  expect(found && localMoment(found.seenAt).slice(0, 10)).toBe('2026-05-05');
});

test('ends with the water, also where the leak ran for weeks', () => {
  const use = writtenHours(first, 56, pausing(20, 45, 5));
  const [found, ...others] = findLeaks(use, rules, mild);
  expect(others).toEqual([]);
  expect(found && localMoment(found.seenAt).slice(0, 10)).toBe('2026-05-16');
});

test('a flow as of a hose is a leak only where it rested and came back', () => {
  const filling = (day: number, clock: number) =>
    home(day, clock) + (day === 30 || (day === 31 && clock < 20) ? 400 : 0);
  expect(findLeaks(writtenHours(first, 34, filling), rules, mild)).toEqual([]);
  expect(findLeaks(writtenHours(first, 34, pausing(30, 99, 400)), rules, mild)).toHaveLength(1);
});

test('on hot days what rests may be a cooler, and where no weather is known; a weather late by days is taken to go on', () => {
  const use = writtenHours(first, 34, pausing(30, 99, 5));
  expect(findLeaks(use, rules, { weather: weather(34, 34) })).toEqual([]);
  expect(findLeaks(use, rules)).toEqual([]);
  const late = weather(34, 20);
  late.highCelsius.fill(Number.NaN, 29);
  expect(findLeaks(use, rules, { weather: late })).toHaveLength(1);
  const through = writtenHours(first, 34, (day, clock) => home(day, clock) + (day >= 30 ? 5 : 0));
  expect(findLeaks(through, rules, { weather: weather(34, 34) })).toHaveLength(1);
});

test('in frost a small flow is told where the home has shown its own in ten days of frost before', () => {
  const frost = { ...rules, frost: { highBelowCelsius: 9, gallonsAnHour: 4.5 } };
  const runs = writtenHours(first, 34, (day, clock) => home(day, clock) + (day >= 30 ? 3 : 0));
  const coldFrom = (day: number) => {
    const cold = weather(34, 20);
    cold.highCelsius.fill(4, day);
    return { weather: cold };
  };
  expect(findLeaks(runs, frost, coldFrom(30))).toEqual([]);
  expect(findLeaks(runs, frost, coldFrom(10))).toHaveLength(1);
  const humidifier = writtenHours(first, 34, (day, clock) => home(day, clock) + (day >= 10 ? 3 : 0));
  expect(
    findLeaks(humidifier, frost, { ...coldFrom(10), lookFrom: Temporal.Instant.from('2026-05-01T07:00:00Z') }),
  ).toEqual([]);
});

test('days that were looked at before are only what is usual', () => {
  const use = writtenHours(first, 40, pausing(20, 26, 5));
  expect(findLeaks(use, rules, mild)).toHaveLength(1);
  const lookFrom = Temporal.Instant.from('2026-05-04T07:00:00Z');
  expect(findLeaks(use, rules, { ...mild, lookFrom })).toEqual([]);
});

test('with too few days before, and with too few hours known, it says nothing', () => {
  expect(findLeaks(writtenHours(first, 11, pausing(8, 99, 5)), rules, mild)).toEqual([]);
  const holes = (day: number, clock: number) =>
    day >= 30 && clock % 5 === 0 ? undefined : pausing(30, 99, 5)(day, clock);
  expect(findLeaks(writtenHours(first, 34, holes), rules, mild)).toEqual([]);
});
