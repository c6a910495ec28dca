import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { medfordRates } from '../../../test/support/medford-rates.ts';
import { runs } from '../../../test/support/properties.ts';
import type { Episode, Standing } from '../alerts/index.ts';
import { cents, exact, isBefore } from '../kernel/index.ts';
import { postedLine } from '../receivables/index.ts';
import { errorBound } from './error-bound.ts';
import { expectedDays } from './expected-days.ts';
import {
  forecastBill,
  forecastUse,
  leakOf,
  type PointDays,
  tierAt,
  tierEntered,
  type UseForecast,
  type WaterForecast,
} from './index.ts';

const firstDay = Temporal.PlainDate.from('2025-01-01');
const day = (text: string) => Temporal.PlainDate.from(text);

/** Gallons by the day from 1 January 2025 up to, not with, `until`. */
function days(until: string, gallonsOn: (date: Temporal.PlainDate) => number) {
  const count = firstDay.until(day(until)).days;
  return {
    firstDay,
    gallons: Float64Array.from({ length: count }, (_, index) => gallonsOn(firstDay.add({ days: index }))),
  };
}

const sum = (gallons: Float64Array | undefined) =>
  Math.round(gallons?.reduce((total, one) => total + one, 0) ?? Number.NaN);
const may = { period: { start: day('2026-05-01'), end: day('2026-06-01') }, today: day('2026-05-11') };
const forecast = (use: PointDays, at = may, others: readonly number[] = []) => forecastUse([use], at, others);

function known(use: ReturnType<typeof forecast>): UseForecast {
  if (typeof use === 'string') throw new Error(use);
  return use;
}

describe('the days to come', () => {
  test('of a home that is always the same are the same', () => {
    const use = days('2025-05-11', () => 200);
    expect(sum(expectedDays(use, use.gallons.length, 21))).toBe(4200);
  });

  test('follow the weekday on which a garden is watered', () => {
    const use = days('2025-05-11', (date) => (date.dayOfWeek === 3 ? 800 : 100));
    const expected = expectedDays(use, use.gallons.length, 7) ?? new Float64Array();
    // 11 May 2025 is a Sunday; the habit of eight Wednesdays is believed by two thirds.
    expect(expected.indexOf(Math.max(...expected))).toBe(3);
    expect(expected[3]).toBeGreaterThan(2.5 * (expected[0] ?? 0));
  });

  test('rise as they rose at the same time a year ago', () => {
    const garden = (date: Temporal.PlainDate) => (date.month >= 5 && date.month <= 9 ? 600 : 200);
    const late = days('2026-04-28', garden);
    const first = days('2025-04-28', garden);
    expect(sum(expectedDays(first, first.gallons.length, 30))).toBe(6000);
    expect(sum(expectedDays(late, late.gallons.length, 30))).toBeGreaterThan(13_000);
  });

  test('are not those of one filled pool', () => {
    const use = days('2025-05-11', (date) => (date.toString() === '2025-05-09' ? 15_000 : 150));
    expect(sum(expectedDays(use, use.gallons.length, 10))).toBeLessThan(2100);
  });

  test('are unknown after too few days, or a silent week', () => {
    expect(
      expectedDays(
        days('2025-01-10', () => 200),
        9,
        21,
      ),
    ).toBeUndefined();
    const silent = days('2025-05-11', (date) => (isBefore(date, day('2025-05-06')) ? 200 : Number.NaN));
    expect(expectedDays(silent, silent.gallons.length, 21)).toBeUndefined();
  });
});

describe('a running period', () => {
  const uneven = (date: Temporal.PlainDate) => 150 + ((date.dayOfYear * 37) % 100);

  test('is what ran and what is expected, in a range around it', () => {
    const { soFar, knownDays, daysLeft, low, expected, high, ahead } = known(forecast(days('2026-05-11', uneven)));
    expect([knownDays, daysLeft, ahead.length]).toEqual([10, 21, 21]);
    expect(soFar).toBeLessThan(low);
    expect(low).toBeLessThan(expected);
    expect(expected).toBeLessThan(high);
    expect(expected).toBeCloseTo(soFar + ahead.reduce((total, one) => total + one, 0), 6);
  });

  test('counts days that are missing, and a late feed, as days to come', () => {
    const missing = new Set(['2026-05-04', '2026-05-05', '2026-05-09', '2026-05-10']);
    const use = known(forecast(days('2026-05-11', (date) => (missing.has(date.toString()) ? Number.NaN : 200))));
    expect([use.soFar, use.knownDays, use.daysLeft, Math.round(use.expected)]).toEqual([1200, 6, 25, 6200]);
    expect(use.firstAhead.toString()).toBe('2026-05-09');
  });

  test.for<[string, ReturnType<typeof days>, string, string]>([
    ['no hours at all', days('2026-05-11', () => Number.NaN), '2026-05-11', 'silent'],
    ['none for more than a week', days('2026-05-01', uneven), '2026-05-11', 'silent'],
    [
      'three weeks in a new home',
      days('2026-05-11', (date) => (date.year === 2026 && date.dayOfYear > 110 ? 200 : Number.NaN)),
      '2026-05-11',
      'too-early',
    ],
    [
      'read already, and a day of it not known',
      days('2026-06-02', (date) => (date.toString() === '2026-05-20' ? Number.NaN : uneven(date))),
      '2026-06-02',
      'closed',
    ],
  ])('has none: %s', ([, use, today, why]) => {
    expect(forecast(use, { ...may, today: day(today) })).toBe(why);
  });

  test('that is over, and whose days are all known, is what ran', () => {
    const use = known(forecast(days('2026-06-03', uneven), { ...may, today: day('2026-06-03') }));
    const ran = days('2026-06-01', uneven).gallons.slice(-31);
    expect(use).toMatchObject({ knownDays: 31, daysLeft: 0, soFar: ran.reduce((total, one) => total + one, 0) });
    expect([use.low, use.expected, use.high]).toEqual([use.soFar, use.soFar, use.soFar]);
  });

  test('a home with few errors of its own takes them from others', () => {
    const use = days('2026-05-11', (date) => (date.year === 2026 && date.dayOfYear > 90 ? 200 : Number.NaN));
    expect(forecast(use)).toBe('too-early');
    const { low, expected, high } = known(forecast(use, may, [0.1, 0.2, 0.3]));
    expect(Math.log((high - 2000 + 210) / (expected - 2000 + 210))).toBeCloseTo(0.3, 6);
    expect(low).toBeGreaterThan(2000);
  });

  test('nothing but what ran is sure: the low end is never below it', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 2000 }), { minLength: 7, maxLength: 60 }), (some) => {
        const use = known(forecast(days('2026-05-11', (date) => some[date.dayOfYear % some.length] ?? 0)));
        expect(use.low).toBeGreaterThanOrEqual(use.soFar);
        expect(use.high).toBeGreaterThanOrEqual(use.expected);
        expect(use.expected).toBeGreaterThanOrEqual(use.low);
      }),
      { numRuns: runs(40) },
    );
  });
});

test('four of five errors stay below the bound; few of them say nothing', () => {
  const errors = Array.from({ length: 99 }, (_, index) => (index + 1) / 100);
  expect(errorBound({ errors, stretches: 99 }, [])).toBe(0.8);
  expect(errorBound({ errors: [0.5], stretches: 5 }, [])).toBeUndefined();
  expect(errorBound({ errors: [], stretches: 0 }, errors)).toBeGreaterThan(0.8);
});

describe('several service points', () => {
  const house = days('2026-05-11', (date) => 150 + ((date.dayOfYear * 37) % 100));
  const garden = days('2026-05-11', (date) => (date.dayOfWeek % 2 === 0 ? 600 : 0));

  test('are forecast each by its own days, and add up', () => {
    const both = known(forecastUse([house, garden], may, []));
    const [one, other] = both.points;
    expect([one?.expected, other?.expected]).toEqual([
      known(forecast(house)).expected,
      known(forecast(garden)).expected,
    ]);
    for (const end of ['soFar', 'low', 'expected', 'high'] as const) {
      expect((one?.[end] ?? 0) + (other?.[end] ?? 0)).toBeCloseTo(both[end], 6);
    }
  });

  test('that err against each other have a narrower range than each, and as wide a one where they err alike', () => {
    const swings = (date: Temporal.PlainDate) => (Math.floor(firstDay.until(date).days / 9) % 2 === 0 ? 80 : 320);
    const one = days('2026-05-11', swings);
    const against = days('2026-05-11', (date) => 400 - swings(date));
    const width = (points: readonly PointDays[]) => {
      const { low, expected, high, soFar } = known(forecastUse(points, may, []));
      return (high - low) / (expected - soFar);
    };
    expect(width([one, against])).toBeLessThan(0.2 * width([one]));
    expect(width([one, one])).toBeCloseTo(width([one]), 1);
  });

  test('a day that one of them does not know is a day to come for both', () => {
    const late = days('2026-05-11', (date) => (isBefore(date, day('2026-05-09')) ? 100 : Number.NaN));
    const { knownDays, firstAhead, points } = known(forecastUse([house, late], may, []));
    expect([knownDays, firstAhead.toString(), points[1]?.soFar]).toEqual([8, '2026-05-09', 800]);
  });
});

describe('a leak', () => {
  const began = day('2026-05-06');
  const leaked = (until: string) => days(until, (date) => (isBefore(date, began) ? 200 : 200 + 10 * 24));
  const lost = Array.from({ length: 5 }, (_, after) => ({ day: began.add({ days: after }), gallons: 240 }));

  test('that runs is on top of the habit in every hour to come, and how much of it that is, is said', () => {
    const use = known(forecast({ ...leaked('2026-05-11'), leaks: [{ days: lost, gallonsAnHour: 10 }] }));
    expect([use.soFar, use.expected, use.leak]).toEqual([3200, 3200 + 21 * 440, 21 * 240]);
  });

  test('of a late feed runs on in the days that it owes; what is to be saved begins today', () => {
    const feed = { ...leaked('2026-05-09'), leaks: [{ days: lost, gallonsAnHour: 10 }] };
    const use = known(forecast(feed));
    expect([use.daysLeft, use.expected, use.leak]).toEqual([23, 2320 + 23 * 440, 21 * 240]);
  });

  test('that has stopped is no habit', () => {
    const use = known(forecast({ ...leaked('2026-05-11'), leaks: [{ days: lost, gallonsAnHour: 0 }] }));
    expect([use.expected, use.leak]).toEqual([3200 + 21 * 200, 0]);
  });

  test('takes off no more of a day than ran', () => {
    const more = lost.map((one) => ({ ...one, gallons: 1000 }));
    const use = known(forecast({ ...leaked('2026-05-11'), leaks: [{ days: more, gallonsAnHour: 0 }] }));
    expect(use.expected).toBeGreaterThan(3200);
    expect(use.expected).toBeLessThan(3200 + 21 * 200);
  });

  test.for<[Episode['kind'], Standing, number | undefined]>([
    ['leak', 'running', 10],
    ['burst', 'running-after-fix', 10],
    ['leak', 'checking', 0],
    ['leak', 'fixed', 0],
    ['leak', 'stopped', 0],
    ['leak', 'expected', undefined],
    ['vacation', 'running', undefined],
  ])('an alert of a %s that is %s runs at %s', ([kind, standing, gallonsAnHour]) => {
    const moment = Temporal.Instant.from('2026-05-06T07:00:00Z');
    const episode = { kind, began: moment, lastSeen: moment, seenAt: moment, gallonsAnHour: 10, days: [] };
    expect(leakOf(episode, standing)?.gallonsAnHour).toBe(gallonsAnHour);
  });
});

describe('the bill to come', () => {
  const facts = { meter_size: '5/8"', elevation_zone: 'gravity', backflow: true, high_elevation: false };
  const service = { rateClass: 'RESIDENTIAL_SINGLE', facts };
  const water = {
    soFar: 4000,
    low: 8000,
    expected: 12_000,
    high: 26_000,
    ahead: new Float64Array(20).fill(400),
    leak: 0,
  };
  const firstAhead = day('2025-05-13');
  const useOf = (...points: WaterForecast[]): UseForecast => ({
    ...water,
    ...{ knownDays: 10, daysLeft: 20, firstAhead, seasonKnown: false, points },
    leak: points.reduce((total, { leak }) => total + leak, 0),
  });
  const use = useOf(water);
  const period = { start: day('2025-05-03'), end: day('2025-06-02') };
  const terms = { services: [service], months: exact(1), rates: medfordRates, policy: {}, account: {}, posted: [] };
  const bill = forecastBill(use, { ...terms, period });

  test('is calculated exactly at each end, through the tiers', () => {
    expect([bill?.soFar, bill?.low, bill?.expected, bill?.high]).toEqual([2654, 3418, 4278, 7383]);
    // 800 gallons of the second tier.
    expect(bill?.tenthLess).toBe(172);
  });

  test('knows its tiers, and the day on which the next is entered', () => {
    expect(bill?.tiers[0]?.map(({ number, fromGallons, price }) => [number, fromGallons, price])).toEqual([
      [1, 0, '1.19'],
      [2, 5000, '2.15'],
      [3, 25_000, '3.1'],
    ]);
    const tiers = bill?.tiers[0] ?? [];
    expect([tierAt(tiers, 0)?.number, tierAt(tiers, 5000)?.number, tierAt(tiers, 5001)?.number]).toEqual([1, 1, 2]);
    // 4,000 and 400 a day: the third day passes 5,000.
    expect(tierEntered(tiers, water, firstAhead)).toMatchObject({ tier: { number: 2 }, before: { number: 1 } });
    expect(tierEntered(tiers, water, firstAhead)?.expectedOn?.toString()).toBe('2025-05-15');
    expect(tierEntered(tiers, { ...water, soFar: 2000 }, firstAhead)).toBeUndefined();
    expect(tierEntered(tiers, { ...water, soFar: 6000 }, firstAhead)?.expectedOn).toBeUndefined();
  });

  test('a tier of a period whose prices change half-way begins where it does for the whole', () => {
    const changing = forecastBill(use, {
      ...terms,
      period: { start: day('2025-02-14'), end: day('2025-03-16') },
    });
    expect(changing?.tiers[0]?.map(({ fromGallons }) => Math.round(fromGallons))).toEqual([0, 5000, 25_000]);
  });

  test('of two meters has each one’s base charge and tiers', () => {
    const two = forecastBill(useOf(water, water), { ...terms, services: [service, service], period });
    expect([two?.expected, two?.high, two?.tiers.length]).toEqual([2 * 4278, 2 * 7383, 2]);
  });

  test('has the fees and discounts of the account at each end, and what the books have for it', () => {
    const name = { es: 'x', en: 'x' };
    const fromOn = day('2025-01-01');
    const more = forecastBill(use, {
      ...{ ...terms, period },
      account: { recurringFees: [{ fee: 'hydrant', fromOn }], assistance: [{ programme: 'low-income', fromOn }] },
      policy: {
        recurringFees: [{ id: 'hydrant', name, amountAMonth: cents(3500), sample: false }],
        assistance: [{ id: 'low-income', name, off: { percent: 25 }, sample: false }],
      },
      posted: [postedLine({ kind: 'late-fee', on: day('2025-05-20'), amount: cents(500), sample: false })],
    });
    const with25 = (rates: number) => rates - Math.round(rates * 0.25) + 3500 + 500;
    expect([more?.low, more?.expected, more?.high]).toEqual([with25(3418), with25(4278), with25(7383)]);
  });

  test('says what it is if a leak that runs is fixed today', () => {
    expect(bill?.ifFixed).toBeUndefined();
    // 7,000 of the 12,000 gallons, all of tier 2.
    expect(forecastBill(useOf({ ...water, leak: 7000 }), { ...terms, period })?.ifFixed).toBe(4278 - 1505);
  });

  test('is unknown without rates', () => {
    expect(forecastBill(use, { ...terms, period, rates: () => [] })).toBeUndefined();
  });
});
