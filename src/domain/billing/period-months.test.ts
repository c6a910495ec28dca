import { expect, test } from 'vitest';
import { ok } from '../kernel/index.ts';
import { maxPeriodDays, periodMonthsOf, type RateBook } from './index.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const version = (from: string, periodMonths: number) => ({
  ...{ effectiveOn: day(from), periodMonths, asks: [] },
  price: () => ok([]),
});
/** Homes went from quarters to months in March; shops are billed every two months. */
const rates: RateBook = (rateClass) =>
  rateClass === 'HOME'
    ? [version('2024-03-01', 3), version('2025-03-01', 1)]
    : rateClass === 'SHOP'
      ? [version('2024-03-01', 2)]
      : [];

test.each([
  ['the day before the change', ['HOME'], '2025-02-28', 3],
  ['the day of the change', ['HOME'], '2025-03-01', 1],
  ['a home and a shop: the longer', ['HOME', 'SHOP'], '2025-03-01', 2],
  ['without rates in force', ['HOME'], '2024-02-29', 1],
  ['without rates at all', ['FARM'], '2025-03-01', 1],
  ['a shop, and one without rates', ['FARM', 'SHOP'], '2025-03-01', 2],
  ['without a service point', [], '2025-03-01', 1],
])('the months that rates are written for: %s', (_, classes, on, months) => {
  const services = classes.map((rateClass) => ({ rateClass }));
  expect(periodMonthsOf(services, rates, day(on))).toBe(months);
});

test('beyond a hundred days nothing is billed without a person, and thirty more for each month more', () => {
  expect([1, 2, 3].map(maxPeriodDays)).toEqual([100, 130, 160]);
});
