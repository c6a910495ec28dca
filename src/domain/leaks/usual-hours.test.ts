import { describe, expect, test } from 'vitest';
import { writtenHours } from '../../../test/support/written-hours.ts';
import { knownFlow } from './known-flow.ts';
import { binFor, hoursWithin, type RunningLeak, usualHours } from './usual-hours.ts';

/** Twelve days: nine gallons at seven, three at noon, and else nothing. */
const home = (day: number, clock: number) => (day >= 0 && clock === 7 ? 9 : clock === 12 ? 3 : 0);
const usual = (
  gallons: (day: number, clock: number) => number | undefined,
  {
    days = 12,
    countsABin = 1,
    running,
  }: { readonly days?: number; readonly countsABin?: number; readonly running?: RunningLeak } = {},
) => {
  const flow = knownFlow(writtenHours('2026-05-01', days, gallons));
  return usualHours(flow, { from: 0, to: days }, { countsABin, running });
};
const within = (of: ReturnType<typeof usual>, clock: number, low: number, high: number) =>
  of === undefined ? 'not known' : hoursWithin(of, clock, low, high);

describe('what a meter shows at an hour of the clock', () => {
  test('is its hours there, one before and one after, and a little of all hours', () => {
    const of = usual(home);
    // Of 288 hours 12 show nine: six weigh a quarter hour.
    expect(within(of, 7, 9, 9)).toBeCloseTo(12 + (6 * 12) / 288, 9);
    expect(within(of, 6, 9, 9)).toBeCloseTo(12 + (6 * 12) / 288, 9);
    expect(within(of, 8, 9, 9)).toBeCloseTo(12 + (6 * 12) / 288, 9);
    expect(within(of, 9, 9, 9)).toBeCloseTo((6 * 12) / 288, 9);
    expect(within(of, 7, 0, 0)).toBeCloseTo(24 + (6 * 264) / 288, 9);
    expect(within(of, 7, 0, 8)).toBeCloseTo(24 + (6 * 276) / 288, 9);
    expect(within(of, 7, 1, 8)).toBeCloseTo((6 * 12) / 288, 9);
    expect(within(of, 7, -5, -1)).toBeCloseTo(0, 9);
  });

  test('midnight stands between eleven at night and one', () => {
    const late = usual((_, clock) => (clock === 23 ? 5 : clock === 12 ? 3 : 0));
    expect(within(late, 0, 5, 5)).toBeCloseTo(12 + (6 * 12) / 288, 9);
  });

  test('is counted in bins, of which the last has all that is more', () => {
    const of = usual(home, { countsABin: 4 });
    expect(within(of, 7, 8, 11)).toBeCloseTo(12 + (6 * 12) / 288, 9);
    expect(within(of, 12, 4, 7)).toBeCloseTo(0, 9);
    const much = usual((_, clock) => (clock === 7 ? 5000 : 1));
    expect(within(much, 7, 255, 255)).toBeCloseTo(12 + (6 * 12) / 288, 9);
  });

  test('is not known of hours that are not, nor with fewer than ten days', () => {
    const holes = usual((day, clock) => (day < 2 && clock === 3 ? undefined : home(day, clock)));
    expect(within(holes, 7, 9, 9)).toBeCloseTo(12 + (6 * 12) / 286, 9);
    expect(usual(home, { days: 9 })).toBeUndefined();
    expect(usual(home, { days: 10 })).toBeDefined();
  });

  test('leaves out days on which nobody was at home', () => {
    const away = (day: number, clock: number) => (day < 2 ? (clock === 12 ? 3 : 0) : home(day, clock));
    expect(within(usual(away), 12, 3, 3)).toBeCloseTo(10 + (6 * 10) / 240, 9);
    // Less than three tenths of the middle day: 12 gallons make it 3.6.
    const nearly = (day: number, clock: number) => (day < 2 ? (clock === 12 ? 4 : 0) : home(day, clock));
    expect(within(usual(nearly), 12, 4, 4)).toBeCloseTo(2 + (6 * 2) / 288, 9);
  });

  test('leaves out what a leak that is known to run has added', () => {
    const leaking = (day: number, clock: number) => 10 * home(day, clock) + (day >= 6 ? 5 : 0);
    const of = usual(leaking, { running: { begin: 6 * 24, rate: 5 } });
    expect(within(of, 7, 90, 90)).toBeCloseTo(12 + (6 * 12) / 288, 9);
    expect(within(of, 3, 0, 0)).toBeCloseTo(36 + (6 * 264) / 288, 9);
    // What is too little to be the leak is the household's.
    const little = usual((day, clock) => (clock === 7 ? 3 : home(day, clock)), { running: { begin: 0, rate: 5 } });
    expect(within(little, 7, 3, 3)).toBeCloseTo(12 + (6 * 24) / 288, 9);
  });
});

test.each([
  [1, 1],
  [64, 1],
  [65, 2],
  [128, 2],
  [129, 4],
  [1000, 16],
])('a flow of %i counts is looked at in bins of %i', (rate, bin) => {
  expect(binFor(rate)).toBe(bin);
});
