import { describe, expect, test } from 'vitest';
import { writtenHours } from '../../../test/support/written-hours.ts';
import { knownFlow } from './known-flow.ts';
import { leakEvidence } from './leak-evidence.ts';
import { usualHours } from './usual-hours.ts';

/** Twelve quiet days, then one of `gallons`; what its hours say for a leak of `rate`. */
function evidence(gallons: (clock: number) => number | undefined, rate = 5, hours = 24): number {
  const flow = knownFlow(
    writtenHours('2026-05-01', 13, (day, clock) => (day < 12 ? (clock === 7 ? 40 : 0) : gallons(clock))),
  );
  const usual = usualHours(flow, { from: 0, to: 12 }, { countsABin: 1, running: undefined });
  return usual === undefined ? Number.NaN : leakEvidence(flow, { begin: 288, end: 288 + hours }, rate, usual);
}

/** Ready to rest in three of ten hours, it runs on in nineteen of twenty and starts again in one of seven. */
const runs = 0.7 * 0.95 + 0.3 * 0.14;
const rests = 0.7 * 0.05 + 0.3 * 0.86;

describe('how much likelier hours are with a leak than without', () => {
  test('an hour says no more than ten times for it', () => {
    expect(evidence(() => 5, 5, 1)).toBeCloseTo(Math.log(runs * 10 + rests), 9);
  });

  test('an hour without water is one in which it may rest', () => {
    expect(evidence(() => 0, 5, 1)).toBeCloseTo(Math.log(runs * 0.02 + rests), 9);
  });

  test('hours of which nothing is known say nothing', () => {
    expect(evidence(() => undefined)).toBe(0);
    expect(evidence((clock) => (clock === 0 ? undefined : 5), 5, 2)).toBeCloseTo(
      evidence(() => 5, 5, 1),
      9,
    );
  });

  test('a day of it is as good as certain; a day without is not', () => {
    expect(evidence(() => 5)).toBeGreaterThan(40);
    expect(evidence(() => 0)).toBeLessThan(-2);
  });

  test('a leak that pauses says more than one that never ran, and less than one that never stops', () => {
    const pauses = evidence((clock) => (clock < 8 ? 0 : 5));
    expect(pauses).toBeLessThan(evidence(() => 5));
    expect(pauses).toBeGreaterThan(evidence((clock) => (clock < 16 ? 0 : 5)));
  });

  test('what runs and rests hour by hour is no leak: it goes on from hour to hour', () => {
    const half = evidence((clock) => (clock < 12 ? 5 : 0));
    expect(half).toBeGreaterThan(evidence((clock) => (clock % 2 === 0 ? 5 : 0)));
  });

  test('pressure moves it by less than a tenth, and a count', () => {
    const at = (gallons: number) => evidence(() => gallons, 100, 1);
    const [ten, none] = [Math.log(runs * 10 + rests), Math.log(runs * 0.02 + rests)];
    expect([91, 92, 100, 110, 111].map(at).every((one) => Math.abs(one - ten) < 1e-9)).toBe(true);
    expect([90, 113].map(at).every((one) => Math.abs(one - none) < 1e-9)).toBe(true);
  });
});
