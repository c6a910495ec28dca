import { describe, expect, test } from 'vitest';
import { writtenHours } from '../../../test/support/written-hours.ts';
import { findLeaks } from './find-leaks.ts';

const rules = {
  continuousFlow: [{ hours: 24, gallonsAnHour: 1 }],
  fullerHouse: { usualDays: 28, belowGallonsAnHour: 14, evidence: 10 },
};

/** A busy home, in which somebody draws water in most hours. */
const busy = (day: number, clock: number): number => {
  const draws = (day * 31 + clock * 17) % 9;
  return clock < 5 ? (draws < 3 ? 0 : 1 + (draws % 3)) : 2 + 3 * draws;
};
/** The same with guests who live as they do, each at other times. */
const threeFamilies = (day: number, clock: number): number =>
  Math.max(1, busy(day, clock) + busy(day + 3, (clock + 1) % 24) + busy(day + 5, clock));
const told = (gallons: (day: number, clock: number) => number, days = 26) =>
  findLeaks(writtenHours('2026-05-01', days, gallons), rules).map(({ kind }) => kind);

describe('water in every hour of a day', () => {
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
