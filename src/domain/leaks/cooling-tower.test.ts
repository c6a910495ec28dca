import { describe, expect, test } from 'vitest';
import { writtenHours } from '../../../test/support/written-hours.ts';
import { mayBeTower } from './cooling-tower.ts';
import type { CoolingTowerRule, DetectorSettings } from './detector-settings.ts';
import { findLeaks } from './index.ts';
import { knownFlow } from './known-flow.ts';
import type { LeakContext } from './leak-context.ts';

const rule: CoolingTowerRule = { highAboveCelsius: 18, usualDays: 28, belowGallonsAnHour: 150 };
const days = 45;
/** The day on which something begins to run. */
const begins = 35;
const weatherOf = (highOf: (day: number) => number) => ({
  highCelsius: Float64Array.from({ length: days }, (_, day) => highOf(day)),
  rainMillimetres: new Float64Array(days),
});
/** Each day a little warmer than the one before; the 35th, and those after it, as the test says. */
const spring = (warm: number) => weatherOf((day) => (day < begins ? 8 + day / 10 : warm));

const hoursFrom = (first: number, gallons: (day: number, clock: number) => number | undefined) =>
  knownFlow(writtenHours('2026-03-09', days, (day, clock) => (day < first ? 0 : gallons(day, clock))));
const flow = hoursFrom(begins, () => 20);
const end = (begins + 2) * 24 + 12;
const asked = { end, rate: 20, lowest: 17 };

describe('what runs since a day', () => {
  test('warmer than each of the four weeks before may be a tower’s, for as long as it runs', () => {
    const isTower = mayBeTower(flow, rule, spring(21));
    expect(isTower(asked)).toBe(true);
    expect(isTower({ ...asked, end: (begins + 8) * 24 })).toBe(true);
  });

  test('on which it was not warm, or had been as warm before, is none', () => {
    expect(mayBeTower(flow, rule, spring(18))(asked)).toBe(false);
    expect(
      mayBeTower(
        flow,
        rule,
        weatherOf((day) => (day === begins - 28 ? 21 : day < begins ? 10 : 21)),
      )(asked),
    ).toBe(false);
    expect(
      mayBeTower(
        flow,
        rule,
        weatherOf((day) => (day === begins - 29 ? 21 : day < begins ? 10 : 21)),
      )(asked),
    ).toBe(true);
  });

  test('is none where the weather is not known, or nobody asked', () => {
    expect(mayBeTower(flow, rule, undefined)(asked)).toBe(false);
    expect(
      mayBeTower(
        flow,
        rule,
        weatherOf(() => Number.NaN),
      )(asked),
    ).toBe(false);
    expect(mayBeTower(flow, undefined, spring(21))(asked)).toBe(false);
  });

  test('of which fewer than ten days before are known is none', () => {
    const early = (first: number) =>
      mayBeTower(
        hoursFrom(first, () => 20),
        rule,
        weatherOf((day) => (day < first ? 10 : 21)),
      )({ ...asked, end: (first + 2) * 24 });
    expect(early(9)).toBe(false);
    expect(early(10)).toBe(true);
  });

  test('is none where it is as much as the rule says', () => {
    expect(mayBeTower(flow, { ...rule, belowGallonsAnHour: 20 }, spring(21))(asked)).toBe(false);
    expect(mayBeTower(flow, { ...rule, belowGallonsAnHour: 20.1 }, spring(21))(asked)).toBe(true);
  });
});

test('one hour without it, or of which nothing is known, is no end of a flow; two are, and then it began after them', () => {
  const weather = weatherOf((day) => (day < begins ? 10 : day === begins ? 21 : 15));
  const paused = (gap: (day: number, clock: number) => boolean, gallons: number | undefined) =>
    mayBeTower(
      hoursFrom(begins, (day, clock) => (gap(day, clock) ? gallons : 20)),
      rule,
      weather,
    )(asked);
  expect(paused((day, clock) => day === begins + 1 && clock === 3, 0)).toBe(true);
  expect(paused((day, clock) => day === begins + 1 && clock < 9, undefined)).toBe(true);
  expect(paused((day, clock) => day === begins + 1 && clock < 2, 0)).toBe(false);
  // What rests when it is asked is looked for before.
  expect(paused((day, clock) => day === begins + 2 && clock >= 9, 0)).toBe(true);
});

describe('an office whose flow of 20 gal/h begins on the first warm day', () => {
  const settings: DetectorSettings = {
    risenFlow: { days: 2, usualDays: 28, gallonsAnHour: 3, times: 1.2, differences: 5 },
    addedFlow: {
      usualDays: 28,
      windows: [{ hours: 30, gallonsAnHour: 3.6, evidence: 50 }],
      hoseGallonsAnHour: 1000,
      appliances: [],
    },
  };
  const use = writtenHours('2026-03-09', days, (day, clock) => {
    const works = clock >= 7 && clock < 18 ? 40 + ((day * 37 + clock * 11) % 23) : 0;
    return works + (day >= begins ? 20 : 0);
  });
  const told = (coolingTowers: CoolingTowerRule | undefined, warm: number) =>
    findLeaks(use, { ...settings, coolingTowers }, { weather: spring(warm) }).map(({ kind }) => kind);

  test('is told as a leak, unless the rule says that it may be a tower', () => {
    expect(told(undefined, 21)).toEqual(['added-flow', 'risen-flow']);
    expect(told(rule, 21)).toEqual([]);
  });

  test('is told where that day is no warmer', () => {
    expect(told(rule, 11)).toEqual(['added-flow', 'risen-flow']);
  });

  test('is still seen where an earlier scan told it as a leak', () => {
    const leak = { since: Temporal.Instant.from('2026-04-13T07:00:00Z'), gallonsAnHour: 20 };
    const context = { weather: spring(21), lookFrom: Temporal.Instant.from('2026-04-16T07:00:00Z') };
    const kinds = (more: LeakContext) =>
      findLeaks(use, { ...settings, coolingTowers: rule }, { ...context, ...more })
        .map(({ kind }) => kind)
        .sort();
    expect(kinds({})).toEqual([]);
    expect(kinds({ leak })).toEqual(['added-flow', 'risen-flow']);
  });
});
