import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { medfordRates } from '../../../test/support/medford-rates.ts';
import { exact } from '../kernel/index.ts';
import { errorBound } from './error-bound.ts';
import { expectedDays } from './expected-days.ts';
import { forecastBill, forecastUse, tierAt, tierEntered, type UseForecast } from './index.ts';

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
const forecast = (use: ReturnType<typeof days>, at = may, others: readonly number[] = []) =>
  forecastUse(use, at, others);

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
    const silent = days('2025-05-11', (date) =>
      Temporal.PlainDate.compare(date, day('2025-05-06')) < 0 ? 200 : Number.NaN,
    );
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
    ['read already', days('2026-06-02', uneven), '2026-06-02', 'closed'],
  ])('has none: %s', ([, use, today, why]) => {
    expect(forecast(use, { ...may, today: day(today) })).toBe(why);
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
      { numRuns: 40 },
    );
  });
});

test('four of five errors stay below the bound; few of them say nothing', () => {
  const errors = Array.from({ length: 99 }, (_, index) => (index + 1) / 100);
  expect(errorBound({ errors, stretches: 99 }, [])).toBe(0.8);
  expect(errorBound({ errors: [0.5], stretches: 5 }, [])).toBeUndefined();
  expect(errorBound({ errors: [], stretches: 0 }, errors)).toBeGreaterThan(0.8);
});

describe('the bill to come', () => {
  const facts = { meter_size: '5/8"', elevation_zone: 'gravity', backflow: true, high_elevation: false };
  const service = { rateClass: 'RESIDENTIAL_SINGLE', facts };
  const use: UseForecast = {
    soFar: 4000,
    knownDays: 10,
    daysLeft: 20,
    low: 8000,
    expected: 12_000,
    high: 26_000,
    ahead: new Float64Array(20).fill(400),
    firstAhead: day('2025-05-13'),
    seasonKnown: false,
  };
  const bill = forecastBill(use, {
    service,
    period: { start: day('2025-05-03'), end: day('2025-06-02') },
    months: exact(1),
    rates: medfordRates,
  });

  test('is reckoned exactly at each end, through the tiers', () => {
    expect([bill?.soFar, bill?.low, bill?.expected, bill?.high]).toEqual([2654, 3418, 4278, 7383]);
    // 800 gallons of the second tier.
    expect(bill?.tenthLess).toBe(172);
  });

  test('knows its tiers, and the day on which the next is entered', () => {
    expect(bill?.tiers.map(({ number, fromGallons, price }) => [number, fromGallons, price])).toEqual([
      [1, 0, '1.19'],
      [2, 5000, '2.15'],
      [3, 25_000, '3.1'],
    ]);
    const tiers = bill?.tiers ?? [];
    expect([tierAt(tiers, 0)?.number, tierAt(tiers, 5000)?.number, tierAt(tiers, 5001)?.number]).toEqual([1, 1, 2]);
    // 4,000 and 400 a day: the third day passes 5,000.
    expect(tierEntered(tiers, use)).toMatchObject({ tier: { number: 2 }, before: { number: 1 } });
    expect(tierEntered(tiers, use)?.expectedOn?.toString()).toBe('2025-05-15');
    expect(tierEntered(tiers, { ...use, soFar: 2000 })).toBeUndefined();
    expect(tierEntered(tiers, { ...use, soFar: 6000 })?.expectedOn).toBeUndefined();
  });

  test('a tier of a period whose prices change half-way begins where it does for the whole', () => {
    const changing = forecastBill(use, {
      service,
      period: { start: day('2025-02-14'), end: day('2025-03-16') },
      months: exact(1),
      rates: medfordRates,
    });
    expect(changing?.tiers.map(({ fromGallons }) => Math.round(fromGallons))).toEqual([0, 5000, 25_000]);
  });

  test('is unknown without rates', () => {
    expect(forecastBill(use, { service, period: may.period, months: exact(1), rates: () => [] })).toBeUndefined();
  });
});
