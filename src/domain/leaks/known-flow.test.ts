import { expect, test } from 'vitest';
import { writtenHours } from '../../../test/support/written-hours.ts';
import { hourQuality } from '../metering/index.ts';
import { countsFor, knownCount, knownCounts, knownFlow, sortedCounts, unknown } from './known-flow.ts';

const use = writtenHours('2026-05-01', 1, (_, clock) => (clock === 2 ? undefined : ([4, 0, 0, 7][clock] ?? 1)));

test.each([
  ['measured', 4],
  ['edited', 4],
  ['estimated', unknown],
  ['suspect', unknown],
  ['missing', unknown],
] as const)('an hour that is %s shows %i', (quality, count) => {
  const qualities = use.quality.slice();
  qualities[0] = hourQuality[quality];
  expect(knownCount(knownFlow({ ...use, quality: qualities }), 0)).toBe(count);
});

test('water that flowed back is no flow', () => {
  expect(knownCount(knownFlow({ ...use, counts: Int32Array.of(-3) }), 0)).toBe(0);
});

test('an hour that the span does not have is not known', () => {
  const flow = knownFlow(use);
  expect([-1, 0, 23, 24].map((hour) => knownCount(flow, hour))).toEqual([unknown, 4, 1, unknown]);
});

test('the known hours of a stretch keep their order', () => {
  const flow = knownFlow(use);
  expect([...knownCounts(flow, 0, 5)]).toEqual([4, 0, 7, 1]);
  expect([...knownCounts(flow, 2, 3)]).toEqual([]);
  expect([...sortedCounts(flow, 0, 5)]).toEqual([0, 1, 4, 7]);
  expect([...sortedCounts(flow, 2, 3)]).toEqual([]);
});

test('a window of any length is sorted', () => {
  const year = knownFlow(writtenHours('2026-05-01', 30, (day) => 30 - day));
  const sorted = sortedCounts(year, 0, 720);
  expect([sorted.length, sorted[0], sorted[719]]).toEqual([720, 1, 30]);
});

test('no hour shows more than the highest', () => {
  expect(knownFlow(use).highest).toBe(7);
  const flow = knownFlow({ ...use, quality: new Uint8Array(24).fill(hourQuality.missing) });
  expect(flow.highest).toBe(0);
});

test.each([
  ['gal', '1', 5, 5],
  ['gal', '1', 5.9, 5],
  ['gal', '1', 0, 1],
  ['gal', '10', 25, 2],
  ['gal', '10', 5, 1],
  // A tenth of a gallon is no exact number to a machine: three of them are three.
  ['gal', '0.1', 0.3, 3],
  ['cf', '1', 15, 2],
] as const)(
  'a register that counts %s × %s shows %f gallons as at least %i counts',
  (unit, multiplier, gallons, counts) => {
    expect(countsFor(knownFlow({ ...use, register: { unit, multiplier } }), gallons)).toBe(counts);
  },
);
