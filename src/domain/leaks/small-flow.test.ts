import { describe, expect, test } from 'vitest';
import { writtenHours } from '../../../test/support/written-hours.ts';
import type { SmallFlowRule } from './detector-settings.ts';
import { knownFlow } from './known-flow.ts';
import type { LeakContext } from './leak-context.ts';
import { smallFlow } from './small-flow.ts';

const rule: SmallFlowRule = {
  usualDays: 28,
  fromGallonsAnHour: 0.95,
  toGallonsAnHour: 3.3,
  windows: [{ hours: 120, evidence: 25 }],
  cold: { highBelowCelsius: 15, evidence: 10, silentBelowCelsius: 2 },
  coolers: { highAboveCelsius: 28.5, gallonsAnHour: 2.75 },
};
const days = 40;
/** The day on which something begins to run. */
const begins = 30;

type Gallons = (day: number, clock: number) => number;

/** Two people: up at six, in at eight in the evening, a flush at night now and then; no two days the same. */
function atHome(day: number, clock: number, people = 1): number {
  const draws = (day * 37 + clock * 11) % 7;
  if (clock < 6 || clock === 23) return draws === 0 ? 2 * people : 0;
  if (clock === 6 || clock === 20) return (18 + 3 * draws) * people;
  return draws < 3 ? 0 : draws * people;
}

const weatherOf = (highOf: (day: number) => number): LeakContext => ({
  weather: {
    highCelsius: Float64Array.from({ length: days }, (_, day) => highOf(day)),
    rainMillimetres: new Float64Array(days),
  },
});
const weather = (high: number): LeakContext => weatherOf(() => high);
const mild = weather(20);

/** What is told of a home that draws so much more: since when, when it is told (by day and hour), and how much runs. */
function told(
  more: Gallons,
  context: LeakContext = mild,
  people: (day: number) => number = () => 1,
  by: SmallFlowRule = rule,
) {
  const use = writtenHours('2026-05-01', days, (day, clock) => atHome(day, clock, people(day)) + more(day, clock));
  return smallFlow(knownFlow(use), by, context).map(({ begin, found, rate = 0 }) => ({
    since: `${Math.floor(begin / 24)}:${begin % 24}`,
    found: `${Math.floor(found / 24)}:${found % 24}`,
    rate: Number(rate.toFixed(1)),
  }));
}

/** More in the cold hours than in the afternoon. */
const humidifier: Gallons = (day, clock) =>
  day < begins ? 0 : Math.round(1.6 + 1.2 * Math.cos((2 * Math.PI * (clock - 4)) / 24) + ((day * 5 + clock) % 3) / 3);

/** A leak of tenths of a gallon, as a register of whole gallons shows it. */
const leak =
  (gallonsAnHour: number, runs: (clock: number) => boolean = () => true): Gallons =>
  (day, clock) => {
    const hour = (day - begins) * 24 + clock;
    if (hour < 0 || !runs(clock)) return 0;
    return Math.floor((hour + 1) * gallonsAnHour) - Math.floor(hour * gallonsAnHour);
  };

describe('a toilet flapper', () => {
  test('of 2 gallons an hour is told within a week, with what runs', () => {
    const [first, ...others] = told(leak(2));
    expect(others).toEqual([]);
    expect(first?.rate).toBeGreaterThan(1.8);
    expect(first?.rate).toBeLessThan(2.2);
    expect(first?.since).toMatch(/^30:/);
    expect(first?.found).toMatch(/^3[0-6]:/);
  });

  test('of 1.3 gallons an hour is told within a week, though no two hours in a row show the same', () => {
    const [first] = told(leak(1.3));
    expect(first?.rate).toBeGreaterThan(1);
    expect(first?.rate).toBeLessThan(1.5);
    expect(first?.found).toMatch(/^3[0-6]:/);
  });

  test('that closes for six hours of each day is told within a week, also when it is at night', () => {
    expect(told(leak(2, (clock) => clock < 12 || clock >= 18))[0]?.found).toMatch(/^3[0-6]:/);
    expect(told(leak(2, (clock) => clock >= 6))[0]?.found).toMatch(/^3[0-6]:/);
  });

  test('of a fifth of a gallon an hour is too small to tell', () => {
    expect(told(leak(0.2))).toEqual([]);
  });

  test('is seen to its end where an earlier scan found it and the days before have its water', () => {
    const ran: Gallons = (day) => (day < 36 ? 2 : 0);
    const lookFrom = Temporal.Instant.from('2026-06-03T07:00:00Z');
    const since = Temporal.Instant.from('2026-04-20T00:00:00Z');
    const known = told(ran, { ...mild, lookFrom, leak: { since, gallonsAnHour: 2 } });
    expect(known.at(-1)?.rate).toBeGreaterThan(1.8);
    expect(told(ran, { ...mild, lookFrom })).toEqual([]);
  });
});

describe('what is no leak', () => {
  test('a home as it always is', () => {
    expect(told(() => 0)).toEqual([]);
  });

  test('guests: three times as many people for a week', () => {
    expect(
      told(
        () => 0,
        mild,
        (day) => (day >= begins ? 3 : 1),
      ),
    ).toEqual([]);
  });

  test('a humidifier in the first cold weeks', () => {
    expect(told(humidifier, weather(6))).toEqual([]);
  });

  test('a tap that is let drip through frosty nights', () => {
    expect(told((day, clock) => (day >= begins && (clock >= 21 || clock < 8) ? 2 : 0), weather(3))).toEqual([]);
  });

  test('what runs through hard frost: a humidifier draws the same all day then', () => {
    expect(told(leak(2), weather(-3))).toEqual([]);
  });

  test('a cooler on hot days: what is not told then is told in mild weather', () => {
    expect(told(leak(3), weather(35))).toEqual([]);
    expect(told(leak(3), mild)).toHaveLength(1);
  });

  test('anything, in a home of which nine days are known', () => {
    const use = writtenHours('2026-05-01', 14, (day, clock) => atHome(day, clock) + (day >= 9 ? 2 : 0));
    expect(smallFlow(knownFlow(use), rule, mild)).toEqual([]);
  });

  test('a leak in the cold is told nevertheless: it is the same at all hours', () => {
    expect(told(leak(2), weather(6))[0]?.found).toMatch(/^3[0-7]:/);
  });
});

describe('in cold such as the home has lived through for ten of the days before', () => {
  const byKnown: SmallFlowRule = { ...rule, cold: { ...rule.cold, knownDays: 10 } };
  const coldFrom = (first: number): LeakContext => weatherOf((day) => (day < first ? 18 : 6));
  const toldOf = (context: LeakContext) => told(humidifier, context, () => 1, byKnown);

  test('what could be a humidifier’s is told: it would have run before', () => {
    expect(toldOf(coldFrom(0))[0]?.found).toMatch(/^3[0-7]:/);
    expect(toldOf(coldFrom(begins - 10))[0]?.found).toMatch(/^3[0-7]:/);
  });

  test('it is not where fewer days were as cold, nor where the weather of those days is not known', () => {
    expect(toldOf(coldFrom(begins - 1))).toEqual([]);
    expect(toldOf(weatherOf((day) => (day < begins ? Number.NaN : 6)))).toEqual([]);
  });
});

test('a register that counts tens of gallons shows no such flow hour by hour', () => {
  const use = writtenHours('2026-05-01', days, (day, clock) =>
    Math.floor((atHome(day, clock) + leak(2)(day, clock)) / 10),
  );
  const tens = { ...use, register: { unit: 'gal' as const, multiplier: '10' } };
  expect(smallFlow(knownFlow(tens), rule, mild)).toEqual([]);
});
