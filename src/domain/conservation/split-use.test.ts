import { describe, expect, test } from 'vitest';
import { dice, drawHousehold, simulateHours, simulateWeather } from '../../demo/domain/household-simulator/index.ts';
import { hourSpan } from '../metering/index.ts';
import { type MeteredStretch, monthsOf, type SplitRule, splitUse, withoutLeaks } from './index.ts';

const rule: SplitRule = { indoorMonths: [12, 1, 2], seasonMonths: [4, 5, 6, 7, 8, 9, 10] };
const from = Temporal.PlainDate.from('2025-05-01');
const span = hourSpan('America/Los_Angeles', from, 365);
const weather = simulateWeather(span, dice(7));

/** A simulated year by days, and what of it truly ran outside. */
function simulatedYear(seed: number) {
  const die = dice(seed);
  const { gallons, outdoors } = simulateHours(drawHousehold(die), { span, weather, leaks: [] }, die);
  const sum = (of: Float64Array, first: number, last: number) =>
    of.subarray(span.dayStart[first] ?? 0, span.dayStart[last] ?? 0).reduce((total, one) => total + one, 0);
  const by = (days: number): MeteredStretch[] =>
    Array.from({ length: Math.floor(365 / days) }, (_, index) => ({
      firstDay: from.add({ days: index * days }),
      days,
      gallons: sum(gallons, index * days, (index + 1) * days),
    }));
  return { byDay: by(1), byBill: by(30), outside: sum(outdoors, 0, 365), total: sum(gallons, 0, 365) };
}
const years = Array.from({ length: 80 }, (_, seed) => simulatedYear(3000 + seed));

/** By how many hundredths of a year's water the outdoor share is off, over the simulated homes. */
const errors = (of: (year: (typeof years)[number]) => readonly MeteredStretch[]) => {
  const off = years.map((year) => {
    const split = splitUse(of(year), rule);
    return split === undefined
      ? Number.NaN
      : 100 * (split.outdoor / (split.indoor + split.outdoor) - year.outside / year.total);
  });
  const sizes = off.map(Math.abs).toSorted((a, b) => a - b);
  return {
    mean: off.reduce((sum, one) => sum + one, 0) / off.length,
    typical: sizes[Math.floor(sizes.length / 2)] ?? Number.NaN,
    nineInTen: sizes[Math.floor(sizes.length * 0.9)] ?? Number.NaN,
  };
};

describe('water indoors and out, against what a simulated home truly used', () => {
  test('by days, half of all homes are off by few hundredths, nine in ten by not many more', () => {
    const { mean, typical, nineInTen } = errors((year) => year.byDay);
    expect(Math.abs(mean)).toBeLessThan(2);
    expect(typical).toBeLessThan(3);
    expect(nineInTen).toBeLessThan(9);
  });

  test('by bills alone it is about as near', () => {
    const { mean, typical, nineInTen } = errors((year) => year.byBill);
    expect(Math.abs(mean)).toBeLessThan(2);
    expect(typical).toBeLessThan(3);
    expect(nineInTen).toBeLessThan(9);
  });

  test('without a winter nothing is said', () => {
    const summer = (years[0]?.byDay ?? []).filter(({ firstDay }) => firstDay.month < 11 && firstDay.month > 2);
    expect(splitUse(summer, rule)).toBeUndefined();
    expect(splitUse([], rule)).toBeUndefined();
  });

  test('months hold every gallon once, and no month has more indoors than it used', () => {
    for (const { byDay, total } of years.slice(0, 10)) {
      const split = splitUse(byDay, rule);
      expect((split?.indoor ?? 0) + (split?.outdoor ?? 0)).toBeCloseTo(total, 3);
      for (const month of split?.months ?? []) expect(month.indoor).toBeLessThanOrEqual(month.gallons + 1e-9);
    }
  });
});

test('what leaked is no use of a day; a bill keeps what it says', () => {
  const day = Temporal.PlainDate.from('2026-05-04');
  const stretches = [
    { firstDay: day, days: 1, gallons: 400 },
    { firstDay: day.add({ days: 1 }), days: 1, gallons: 100 },
    { firstDay: day.subtract({ days: 30 }), days: 30, gallons: 3000 },
  ];
  const leaked = [
    { day, gallons: 300 },
    { day: day.add({ days: 1 }), gallons: 101 },
    { day: day.subtract({ days: 30 }), gallons: 50 },
  ];
  expect(withoutLeaks(stretches, leaked).map(({ gallons }) => gallons)).toEqual([100, 0, 3000]);
});

test('a bill over the end of a month is shared by days', () => {
  const bill = { firstDay: Temporal.PlainDate.from('2026-01-22'), days: 30, gallons: 3000 };
  expect(monthsOf([bill]).map(({ month, gallons, days }) => [month.toString(), gallons, days])).toEqual([
    ['2026-01-01', 1000, 10],
    ['2026-02-01', 2000, 20],
  ]);
});
