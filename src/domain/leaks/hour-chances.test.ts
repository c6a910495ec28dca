import { describe, expect, test } from 'vitest';
import { writtenHours } from '../../../test/support/written-hours.ts';
import {
  asUsual,
  maxOf,
  seenHours,
  shownOf,
  together,
  usualChances,
  withFlow,
  withFlowByClock,
} from './hour-chances.ts';
import { knownFlow } from './known-flow.ts';
import { usualHours } from './usual-hours.ts';

const bins = 64;

/** Twelve days of a home, and three more to look at, some hours of which are not known. */
const flow = knownFlow(
  writtenHours('2026-05-01', 15, (day, clock) => {
    if (day === 13 && clock === 4) return undefined;
    const draws = (day * 37 + clock * 11) % 7;
    return clock === 7 ? 30 + draws : clock === 20 ? 90 * draws : draws < 4 ? 0 : draws - 3;
  }),
);
const before = usualHours(flow, { from: 0, to: 12 }, { countsABin: 1, running: undefined });
if (before === undefined) throw new Error('twelve days are enough');
const usual = usualChances(before);
for (let clock = 0; clock < 24; clock += 1) usual.fillTo(clock, bins - 1);
const seen = seenHours(flow, 12 * 24, 15 * 24, 1);
const rowOf = (chances: Float64Array, clock: number) => chances.slice(clock * bins, (clock + 1) * bins);
const sum = (chances: Iterable<number>) => [...chances].reduce((all, one) => all + one, 0);

test('what a meter may show at an hour of the clock is certain to be something', () => {
  for (let clock = 0; clock < 24; clock += 1) expect(sum(rowOf(usual.chances, clock))).toBeCloseTo(1, 12);
});

test('of an hour that is not known nothing is seen; the last bin has all that is more', () => {
  expect(seen).toHaveLength(71);
  expect([...seen.subarray(27, 29)].map((place) => Math.floor(place / bins))).toEqual([3, 5]);
  const seenBins = seen.map((place) => place % bins);
  expect(Math.max(...seenBins)).toBe(bins - 1);
});

test('the chances are the same in whichever order they are asked for', () => {
  for (const asked of [[0, 5, 63], [63], [20, 3, 62, 63]]) {
    const chances = usualChances(before);
    for (const bin of asked) chances.fillTo(7, bin);
    expect(rowOf(chances.chances, 7)).toEqual(rowOf(usual.chances, 7));
  }
});

describe('two households', () => {
  const rows = Array.from({ length: 24 }, (_, clock) => rowOf(usual.chances, clock));
  const shownByTwo = (clock: number, bin: number): number => {
    const row = rows[clock] ?? new Float64Array();
    if (bin === bins - 1) return 1 - sum(Array.from({ length: bins - 1 }, (_, less) => shownByTwo(clock, less)));
    return sum(Array.from({ length: bin + 1 }, (_, own) => (row[own] ?? 0) * (row[bin - own] ?? 0)));
  };

  test('show what both show, added up, in whichever order it is asked for', () => {
    for (const asked of [
      [3, 0, 10, 63, 5],
      [63, 62],
      [0, 1, 2],
    ]) {
      const two = together(usual, usual);
      for (const bin of asked) {
        two.fillTo(7, bin);
        expect(two.chances[7 * bins + bin]).toBeCloseTo(shownByTwo(7, bin), 12);
      }
    }
  });

  test('and a third are certain to show something', () => {
    const two = together(usual, usual);
    const three = together(two, usual);
    for (let clock = 0; clock < 24; clock += 1) {
      three.fillTo(clock, bins - 1);
      expect(sum(rowOf(three.chances, clock))).toBeCloseTo(1, 9);
    }
  });
});

test('a flow of nothing leaves an hour as usual, and one of the same at all hours of the clock is one flow', () => {
  const chances = asUsual(seen, usual);
  expect(withFlowByClock(seen, usual, () => undefined)).toEqual(chances);
  const range = { low: 1.7, high: 2.2 };
  const added = new Float64Array(chances.length);
  withFlow(seen, usual, shownOf(range), added);
  expect(withFlowByClock(seen, usual, () => range)).toEqual(added);
  expect(added).not.toEqual(chances);
});

test('a register shows 1.5 of a flow now as one and now as two', () => {
  const added = new Float64Array(seen.length);
  withFlow(seen, usual, shownOf({ low: 1.5, high: 1.5 }), added);
  for (const [index, place] of seen.entries()) {
    const bin = place % bins;
    if (bin === bins - 1) continue;
    const less = (by: number) => (bin < by ? 0 : (usual.chances[place - by] ?? 0));
    expect(added[index]).toBeCloseTo((0.5 * less(1) + 0.5 * less(2)) * 0.98 + 0.02 / bins, 12);
  }
});

test('several flows taken as one explain each hour no worse than any of them', () => {
  const flows = [0.92, 1.4, 3.1, 7].map((low) => shownOf({ low, high: low * 1.2 }));
  const [any, added] = [new Float64Array(seen.length), new Float64Array(seen.length)];
  withFlow(seen, usual, maxOf(flows), any);
  for (const flow of flows) {
    withFlow(seen, usual, flow, added);
    for (const [index, chance] of added.entries()) expect(any[index]).toBeGreaterThanOrEqual(chance);
    expect(maxOf([flow])).toEqual(flow);
  }
});
