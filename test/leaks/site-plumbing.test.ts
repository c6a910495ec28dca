import { describe, expect, test } from 'vitest';
import {
  growing,
  multiplierFor,
  pourIce,
  pourLawn,
  pourSoftener,
  pourTower,
  run,
  type Sheet,
} from '../../bench/support/site-plumbing.ts';
import { dice } from '../../src/demo/domain/household-simulator/index.ts';
import { hourSpan } from '../../src/domain/metering/index.ts';

/** Days of the same weather. */
function sheetOf(
  first: string,
  days: number,
  { high, low, rain = 0 }: { high: number; low: number; rain?: number },
): Sheet {
  const span = hourSpan('America/Los_Angeles', Temporal.PlainDate.from(first), days);
  const each = (value: number) => new Float64Array(days).fill(value);
  return {
    span,
    weather: { highCelsius: each(high), lowCelsius: each(low), rainMillimetres: each(rain) },
    gallons: new Float64Array(span.hours),
  };
}

const sum = (gallons: Iterable<number>): number => [...gallons].reduce((all, one) => all + one, 0);
const seeds = Array.from({ length: 300 }, (_, index) => index + 1);
const mild = { high: 20, low: 10 };

test('what runs for so long at such a flow is that much water, in the hours it runs in', () => {
  const sheet = sheetOf('2026-05-01', 2, mild);
  run(sheet, 0, 9.5, 2.25, 100);
  expect(sum(sheet.gallons)).toBeCloseTo(225, 6);
  expect([...sheet.gallons.slice(8, 13)]).toEqual([0, 50, 100, 75, 0]);
});

describe('a cooling tower of 100 tons', () => {
  const poured = (weather: { high: number; low: number }, always: boolean, seed: number) => {
    const sheet = sheetOf('2026-07-06', 14, weather);
    pourTower(sheet, { tons: 100, always }, dice(seed));
    return sheet;
  };
  const isOpen = (seed: number) => (poured({ high: 60, low: 60 }, false, seed).gallons[3] ?? 0) > 0;

  test('evaporates 1.8 gallons a ton and hour at full load, and bleeds at three to six cycles', () => {
    for (const seed of seeds.filter((one) => !isOpen(one)).slice(0, 60)) {
      const { gallons } = poured({ high: 60, low: 60 }, true, seed);
      const bled = sum(gallons) / gallons.length / 180;
      expect(bled).toBeGreaterThan(1 + 1 / 5 - 0.02);
      expect(bled).toBeLessThan(1 + 1 / 2 + 0.02);
    }
  });

  test('is off in the cold, and at night and on Sundays where people work by day', () => {
    for (const seed of seeds.slice(0, 40)) expect(sum(poured({ high: 15, low: 5 }, true, seed).gallons)).toBe(0);
    const { gallons, span } = poured({ high: 60, low: 60 }, false, seeds.find((one) => !isOpen(one)) ?? 0);
    const sunday = span.dayStart[6] ?? 0;
    expect(sum(gallons.slice(sunday, sunday + 24))).toBe(0);
    expect(sum(gallons.slice(0, 6))).toBe(0);
    expect(Math.min(...gallons.slice(6, 19))).toBeGreaterThan(0);
  });

  test('one in seven bleeds the same day and night while it is on', () => {
    const open = seeds.filter(isOpen);
    expect(open.length / seeds.length).toBeCloseTo(1 / 7, 1);
    const { gallons } = poured({ high: 60, low: 60 }, false, open[0] ?? 0);
    const nights = [...gallons].filter((_, hour) => hour % 24 < 6);
    expect(new Set(nights.map((one) => one.toFixed(6))).size).toBe(1);
    // 40 % of the load's evaporation, at three to six cycles.
    expect(nights[0]).toBeGreaterThanOrEqual((180 * 0.4) / 5 - 1e-9);
    expect(nights[0]).toBeLessThanOrEqual((180 * 0.4) / 2 + 1e-9);
  });
});

test('an ice machine takes 15 to 40 gallons for a hundred pounds, one of seven by water 130 to 180 more, at its own rate', () => {
  const days = 60;
  const aHundred = seeds.map((seed) => {
    const sheet = sheetOf('2026-05-01', days, { high: 26.7, low: 15 });
    pourIce(sheet, 100, dice(seed));
    const full = [...sheet.gallons].filter((gallons) => gallons > 0).sort((a, b) => a - b);
    expect(full[Math.floor(full.length * 0.6)]).toBeCloseTo(full.at(-1) ?? 0, 6);
    return sum(sheet.gallons) / days;
  });
  const byAir = aHundred.filter((gallons) => gallons < 60);
  expect(Math.min(...byAir)).toBeGreaterThan(14);
  expect(Math.max(...byAir)).toBeLessThan(42);
  const byWater = aHundred.filter((gallons) => gallons >= 60);
  expect(byWater.length / seeds.length).toBeCloseTo(0.15, 1);
  expect(Math.min(...byWater)).toBeGreaterThan(135);
  expect(Math.max(...byWater)).toBeLessThan(225);
});

test('a softener regenerates at night, each day to each fourth', () => {
  for (const seed of seeds.slice(0, 50)) {
    const sheet = sheetOf('2026-05-01', 24, mild);
    pourSoftener(sheet, 120, dice(seed));
    const times = sum(sheet.gallons) / 120;
    expect([6, 8, 12, 24].some((each) => Math.abs(times - each) < 1e-6)).toBe(true);
    for (const [hour, gallons] of sheet.gallons.entries()) if (gallons > 0) expect(hour % 24).toBeLessThan(5);
  }
});

test('a lawn drinks in summer, on its nights, and where it has a sensor not after rain', () => {
  const drinks = (first: string, weather: { high: number; low: number; rain?: number }, seed: number) => {
    const sheet = sheetOf(first, 28, weather);
    pourLawn(sheet, 1000, dice(seed));
    return sheet.gallons;
  };
  const some = seeds.slice(0, 100);
  for (const seed of some) {
    expect(sum(drinks('2026-01-02', mild, seed))).toBe(0);
    const gallons = drinks('2026-07-03', mild, seed);
    expect(sum(gallons)).toBeGreaterThan(0);
    expect(sum([...gallons].filter((_, hour) => hour % 24 >= 8 && hour % 24 < 21))).toBe(0);
  }
  const rested = some.filter((seed) => sum(drinks('2026-07-03', { ...mild, rain: 10 }, seed)) === 0);
  expect(rested.length / some.length).toBeCloseTo(0.4, 1);
});

test('gardens grow from April to October, most in mid-July', () => {
  const on = (day: string) => growing(Temporal.PlainDate.from(day));
  expect([on('2026-01-15'), on('2026-03-31'), on('2026-11-01')]).toEqual([0, 0, 0]);
  expect(on('2026-07-16')).toBeCloseTo(1, 3);
  expect(on('2026-05-15')).toBeGreaterThan(on('2026-04-15'));
});

test('the more a meter measures, the coarser its register', () => {
  const all = (mean: number) => new Set(seeds.map((seed) => multiplierFor(mean, dice(seed))));
  expect(all(20)).toEqual(new Set(['1', '10']));
  expect(all(200)).toEqual(new Set(['1', '10']));
  expect(all(900)).toEqual(new Set(['1', '10', '100']));
});
