import { expect, test } from 'vitest';
import { writtenHours } from '../../../test/support/written-hours.ts';
import type { OvernightWindow } from './detector-settings.ts';
import { knownFlow } from './known-flow.ts';
import { overnightMinimum } from './overnight-minimum.ts';

const three: OvernightWindow = { nights: 3, ofNights: 4, gallonsAnHour: 3, steady: 0.8 };
const nights = (...gallons: readonly (number | undefined)[]) =>
  knownFlow(writtenHours('2026-05-01', gallons.length, (day) => gallons[day]));
const found = (flow: ReturnType<typeof nights>, ...windows: readonly OvernightWindow[]) =>
  overnightMinimum(flow, { fromHour: 1, toHour: 5, windows }).map(
    ({ begin, end, found, windowHours, nights: high }) => [
      ...[begin, end, found].map((hour) => Math.floor(hour / 24)),
      ...[windowHours, high],
    ],
  );

test('three nights of four are told whole', () => {
  const [stretch, ...others] = overnightMinimum(nights(0, 4, 4, 0, 4, 0), { fromHour: 1, toHour: 5, windows: [three] });
  expect(others).toEqual([]);
  const { looksAt, ...told } = stretch ?? {};
  expect(told).toEqual({
    ...{ kind: 'overnight-minimum', begin: 25, end: 4 * 24 + 5, found: 4 * 24 + 5, nights: 3 },
    ...{ windowHours: 12, thresholdGallonsAnHour: 3 },
  });
  expect([24, 25, 28, 29].map((hour) => looksAt?.(hour))).toEqual([false, true, true, false]);
});

test.each([
  ['three nights', [4, 4, 4], [[0, 2, 2, 12, 3]]],
  ['just so much', [3, 3, 3], [[0, 2, 2, 12, 3]]],
  ['too little', [2, 2, 2], []],
  ['two nights', [4, 4, 0, 0], []],
  ['three nights of five', [4, 0, 0, 4, 4], []],
  ['nights of which nothing is known, stepped over', [4, undefined, undefined, 4, 4], [[0, 4, 4, 12, 3]]],
  ['nights that go on', [4, 4, 4, 4, 4], [[0, 4, 2, 12, 5]]],
  ['nights that are not the same', [4, 9, 30], []],
  [
    'two leaks, each with its own nights; one night alone is of none',
    [4, 4, 4, 0, 0, 4, 0, 0, 4, 4, 4, 4, 0, 0, 4],
    [
      [0, 2, 2, 12, 3],
      [8, 11, 10, 12, 4],
    ],
  ],
])('%s', (_, gallons, stretches) => {
  expect(found(nights(...gallons), three)).toEqual(stretches);
});

test('of two windows the first that is met speaks', () => {
  const two: OvernightWindow = { nights: 2, ofNights: 2, gallonsAnHour: 4, steady: 0.8 };
  expect(found(nights(4, 4, 4, 4), three, two)).toEqual([[0, 3, 1, 8, 4]]);
});
