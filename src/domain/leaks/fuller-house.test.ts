import { describe, expect, test } from 'vitest';
import { writtenHours } from '../../../test/support/written-hours.ts';
import { findLeaks } from './find-leaks.ts';

const rules = {
  continuousFlow: [{ hours: 48, gallonsAnHour: 1 }],
  fullerHouse: { usualDays: 28, belowGallonsAnHour: 14, evidence: 10 },
};

/** Chance that is the same on each run: from 0 up to, not including, 1. */
const chance = (family: number, day: number, clock: number): number =>
  (Math.imul(family * 7919 + day * 24 + clock + 1, 0x9e3779b1) >>> 0) / 2 ** 32;

/** A busy home, in which somebody draws water in most hours, at night as well. */
const busy = (day: number, clock: number, family = 1): number => {
  const draws = chance(family, day, clock);
  return clock < 5 ? Math.max(0, Math.floor(9 * draws) - 3) : Math.floor(2 + 30 * draws);
};
/** The same with guests who live as they do. */
const threeFamilies = (day: number, clock: number): number =>
  Math.max(1, busy(day, clock) + busy(day, clock, 2) + busy(day, clock, 3));
const told = (gallons: (day: number, clock: number) => number, days = 26) =>
  findLeaks(writtenHours('2026-05-01', days, gallons), rules).map(({ kind }) => kind);

describe('water in every hour of two days', () => {
  test('is no leak where three times as many people explain it', () => {
    const guests = (day: number, clock: number) => (day < 20 ? busy(day, clock) : threeFamilies(day, clock));
    expect(told(guests)).toEqual([]);
    expect(findLeaks(writtenHours('2026-05-01', 26, guests), { ...rules, fullerHouse: undefined })).toHaveLength(1);
  });

  test('is a leak where one flow below what people draw explains it', () => {
    expect(told((day, clock) => busy(day, clock) + (day < 20 ? 0 : 5))).toEqual(['continuous-flow']);
  });

  test('is a leak whatever the house where much runs, or where too few days are known', () => {
    expect(told((day, clock) => (day < 20 ? busy(day, clock) : 15 + threeFamilies(day, clock)))).toEqual([
      'continuous-flow',
    ]);
    expect(told((day, clock) => (day < 5 ? busy(day, clock) : threeFamilies(day, clock)), 12)).toEqual([
      'continuous-flow',
    ]);
  });
});
