import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { medfordRates } from '../../../../test/support/medford-rates.ts';
import { runs } from '../../../../test/support/properties.ts';
import { type Exact, exact, exactToDecimal } from '../../kernel/index.ts';
import { type HourlyUse, hourQuality, hourSpan } from '../../metering/index.ts';
import { costsOfBars, roundedRunning, runningHours, serviceAt, waterPrice } from '../index.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const home = {
  rateClass: 'RESIDENTIAL_SINGLE',
  facts: { meter_size: '5/8"', elevation_zone: 'gravity', backflow: true, high_elevation: false },
};
const april = { start: day('2026-04-01'), end: day('2026-05-01'), months: exact(1) };
const span = hourSpan('America/Los_Angeles', april.start, 30);

/** A meter that counted so many gallons in the first hour of each of some days. */
function daysOf(gallons: readonly number[]): HourlyUse {
  const counts = new Int32Array(span.hours);
  for (const [index, count] of gallons.entries()) counts[span.dayStart[index] ?? 0] = count;
  return { span, register: { unit: 'gal', multiplier: '1' }, counts, quality: new Uint8Array(span.hours) };
}

const priceOf = (period: Parameters<typeof waterPrice>[1]) => {
  const price = waterPrice(home, period, medfordRates);
  if (price === undefined) throw new Error('the reference utility has rates for homes');
  return price;
};

const wholeOf = (use: HourlyUse, hours = {}) =>
  runningHours({
    ...{ price: priceOf(april), meters: [use] },
    ...{ from: span.startHour, to: span.startHour + span.hours, ...hours },
  });

const barsOfDays = (days: number) =>
  Array.from({ length: days }, (_, index) => ({
    from: span.startHour + (span.dayStart[index] ?? 0),
    to: span.startHour + (span.dayStart[index + 1] ?? 0),
  }));

const dollars = (amounts: readonly (Exact | undefined)[]) => amounts.map((one) => one && exactToDecimal(one));

describe('what a day of water costs by the published rates of homes inside the city', () => {
  // $1.19 a thousand gallons up to 5,000, $2.15 up to 25,000, $3.10 above.
  test.each([
    [[1000], ['1.19']],
    [
      [4000, 2000],
      ['4.76', '3.34'],
    ],
    [
      [5000, 1],
      ['5.95', '0.00215'],
    ],
    [
      [5000, 20_000, 1000],
      ['5.95', '43', '3.1'],
    ],
    [
      [0, 30_000],
      ['0', '64.45'],
    ],
    [
      [2500, -500, 1000],
      ['2.975', '-0.595', '1.19'],
    ],
  ])('%j gallons: %j', (gallons, expected) => {
    expect(dollars(costsOfBars(barsOfDays(gallons.length), [wholeOf(daysOf(gallons))]))).toEqual(expected);
  });

  test('base charge and backflow fee are in no day', () => {
    expect(priceOf(april).fixed).toBe(2178);
    expect(dollars(costsOfBars(barsOfDays(2), [wholeOf(daysOf([0, 0]))]))).toEqual(['0', '0']);
  });
});

test('whatever is used when, the days add up to the bill’s water, and shown cents to the shown total', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 3000 }), { minLength: 1, maxLength: 30 }), (gallons) => {
      const costs = costsOfBars(barsOfDays(gallons.length), [wholeOf(daysOf(gallons))]);
      const total = costs.reduce((sum: Exact, one) => sum.add(one ?? 0), exact(0));
      const used = gallons.reduce((sum, one) => sum + one, 0);
      expect(total.equals(priceOf(april).costOf(exact(used)))).toBe(true);
      const cents = roundedRunning(costs, 2).reduce((sum: Exact, one) => sum.add(one ?? 0), exact(0));
      expect(cents.sub(total).abs().compare(exact(1).div(200)) <= 0).toBe(true);
    }),
    { numRuns: runs(40) },
  );
});

test('each bill begins at its first tier; a day that two bills share is priced in both', () => {
  const use = daysOf([5000, 1000]);
  const noon = span.startHour + 12;
  const first = wholeOf(use, { to: noon });
  const second = wholeOf(use, { from: noon });
  const [one, two] = costsOfBars(barsOfDays(2), [first, second]);
  expect(dollars([one, two])).toEqual(['5.95', '1.19']);
});

test('a change of rates prices its days’ share, as on the bill', () => {
  // From 1 March 2025; a period half before it: 1,000 gallons are 500 at each price.
  const price = priceOf({ start: day('2025-02-14'), end: day('2025-03-16'), months: exact(1) });
  const [before, after] = [
    priceOf({ start: day('2025-01-14'), end: day('2025-02-13'), months: exact(1) }),
    priceOf({ start: day('2025-03-14'), end: day('2025-04-13'), months: exact(1) }),
  ];
  const half = (whole: Exact) => whole.div(2);
  expect(price.costOf(exact(1000)).equals(half(before.costOf(exact(1000))).add(half(after.costOf(exact(1000)))))).toBe(
    true,
  );
});

test('what is not known has no cost, and neither has what no rates were in force for', () => {
  const use = daysOf([1000, 1000]);
  use.quality.fill(hourQuality.missing, 0, 24);
  use.counts.fill(0, 0, 24);
  expect(dollars(costsOfBars(barsOfDays(2), [wholeOf(use)]))).toEqual([undefined, '1.19']);
  expect(
    waterPrice(home, { start: day('2019-01-01'), end: day('2019-02-01'), months: exact(1) }, medfordRates),
  ).toBeUndefined();
  expect(waterPrice({ ...home, rateClass: 'UNKNOWN' }, april, medfordRates)).toBeUndefined();
});

test('a service is priced by the meter that stood at the end of the period, whatever came after', () => {
  const { meter_size: _, ...facts } = home.facts;
  const meters = [
    { size: '5/8"', installedOn: day('2024-01-01') },
    { size: '2"', installedOn: day('2026-04-20') },
  ];
  const service = { rateClass: home.rateClass, classes: [], facts, meters };
  const until = (end: string) => ({ start: day(end).subtract({ days: 30 }), end: day(end) });
  const sizeAt = (end: string) => serviceAt(service, until(end)).facts.meter_size;
  expect(['2023-06-01', '2026-04-19', '2026-04-20', '2026-09-01'].map(sizeAt)).toEqual(['5/8"', '5/8"', '2"', '2"']);
  expect(serviceAt({ ...service, meters: [] }, until('2026-05-01')).facts.meter_size).toBe('');
  const fixedAt = (end: string) => waterPrice(serviceAt(service, until(end)), april, medfordRates)?.fixed ?? 0;
  expect(fixedAt('2026-05-01')).toBeGreaterThan(fixedAt('2026-04-01'));
});

test('a service is priced by the class that was said for the day on which the period begins', () => {
  const { meter_size: _, ...facts } = home.facts;
  const classes = [
    { rateClass: 'COMMERCIAL', fromOn: day('2026-04-10') },
    { rateClass: 'INDUSTRIAL', fromOn: day('2026-06-01') },
    { rateClass: 'IRRIGATION', fromOn: day('2026-06-01') },
  ];
  const classOf = (start: string) =>
    serviceAt({ rateClass: 'RESIDENTIAL', classes, facts, meters: [] }, { start: day(start), end: day('2026-07-01') })
      .rateClass;
  expect(['2026-04-09', '2026-04-10', '2026-05-31', '2026-06-01'].map(classOf)).toEqual([
    ...['RESIDENTIAL', 'COMMERCIAL', 'COMMERCIAL', 'IRRIGATION'],
  ]);
});
