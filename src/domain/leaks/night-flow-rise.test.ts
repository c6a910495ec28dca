import { expect, test } from 'vitest';
import { writtenHours } from '../../../test/support/written-hours.ts';
import { knownFlow } from './known-flow.ts';
import { nightFlowRise } from './night-flow-rise.ts';

const rule = { fromHour: 1, toHour: 5, nights: 3, usualNights: 6, gallonsAnHour: 2, times: 3, steady: 0.8 };
/** Nights of so many gallons an hour, one after the other; `undefined` is one of which nothing is known. */
const nights = (...gallons: readonly (number | undefined)[]) =>
  knownFlow(writtenHours('2026-05-01', gallons.length, (day) => gallons[day]));
const found = (...gallons: readonly (number | undefined)[]) =>
  nightFlowRise(nights(...gallons), rule).map(({ begin, end, found, nights: risen, usualGallonsAnHour }) => [
    ...[begin, end, found].map((hour) => `${Math.floor(hour / 24)}:${hour % 24}`),
    ...[risen, usualGallonsAnHour],
  ]);

test('three nights above what was usual are told whole', () => {
  const flow = nights(2, 2, 2, 2, 2, 2, 7, 7, 7, 7);
  const [rise, ...others] = nightFlowRise(flow, rule);
  expect(others).toEqual([]);
  const { looksAt, ...told } = rise ?? {};
  expect(told).toEqual({
    ...{ kind: 'night-flow-rise', begin: 6 * 24 + 1, end: 9 * 24 + 5, found: 8 * 24 + 5, nights: 4 },
    ...{ windowHours: 12, thresholdGallonsAnHour: 6, usualGallonsAnHour: 2 },
  });
  expect([0, 1, 4, 5].map((hour) => looksAt?.(hour))).toEqual([false, true, true, false]);
});

test.each([
  ['just three times as much', [2, 2, 2, 2, 2, 2, 6, 6, 6], 1],
  ['less than three times as much', [2, 2, 2, 2, 2, 2, 5, 5, 5], 0],
  ['three times nothing: so much more', [0, 0, 0, 0, 0, 0, 2, 2, 2], 1],
  ['three times nothing, and too little more', [0, 0, 0, 0, 0, 0, 1, 1, 1], 0],
  ['two nights', [2, 2, 2, 2, 2, 2, 7, 7], 0],
  ['two nights, and one as usual between', [2, 2, 2, 2, 2, 2, 7, 7, 2, 7], 0],
  ['one night of which nothing is known between', [2, 2, 2, 2, 2, 2, 7, 7, undefined, 7], 1],
  ['three nights known before', [2, 2, 2, 7, 7, 7], 1],
  ['two nights known before', [2, 2, 7, 7, 7], 0],
  ['nights that are not the same', [2, 2, 2, 2, 2, 2, 7, 20, 60], 0],
])('%s', (_, gallons, findings) => {
  expect(found(...gallons)).toHaveLength(findings);
});

test('what is usual is the middle of the nights before, the lower of two, and not what was longer ago', () => {
  expect(found(90, 1, 1, 2, 2, 9, 9, 20, 20, 20)).toEqual([['7:1', '9:5', '9:5', 3, 2]]);
  expect(found(9, 9, 1, 1, 2, 2, 4, 4, 20, 20, 20)[0]?.at(-1)).toBe(2);
});

test('it ends with the last night of it, and what comes after is looked at again', () => {
  expect(found(2, 2, 2, 2, 2, 2, 7, 7, 7, 2, 2, 2, 2, 2, 2, 8, 8, 8)).toEqual([
    ['6:1', '8:5', '8:5', 3, 2],
    ['15:1', '17:5', '17:5', 3, 2],
  ]);
});
