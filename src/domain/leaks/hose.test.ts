import { expect, test } from 'vitest';
import { writtenHours } from '../../../test/support/written-hours.ts';
import { withoutHoses } from './hose.ts';
import { knownFlow, unknown } from './known-flow.ts';

const flow = knownFlow(writtenHours('2026-05-01', 5, () => 300));
const hose = (begin: number, end: number) => ({
  ...{ kind: 'open-hose' as const, begin, found: begin + 4, end, windowHours: 4, thresholdGallonsAnHour: 100 },
});
const leftOut = (...hoses: readonly ReturnType<typeof hose>[]) =>
  [...withoutHoses(flow, hoses).counts].flatMap((count, hour) => (count === unknown ? [hour] : []));

test('what ran on from an open hose after it was found is left out', () => {
  expect(leftOut(hose(10, 17))).toEqual([14, 15, 16]);
});

test('one that runs again within a day fills no pool, one that rested longer is another', () => {
  expect(leftOut(hose(10, 15), hose(39, 46))).toEqual([14]);
  expect(leftOut(hose(10, 15), hose(40, 46))).toEqual([14, 44, 45]);
});

test('without a hose the hours are the same', () => {
  expect(withoutHoses(flow, [])).toBe(flow);
});
