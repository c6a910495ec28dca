import { expect, test } from 'vitest';
import { writtenHours } from '../../../test/support/written-hours.ts';
import type { FlowWindow } from './detector-settings.ts';
import { flowThrough } from './flow-window.ts';
import { knownFlow } from './known-flow.ts';

/** Hours from a midnight on; `?` is missing, a digit its gallons, a letter its place in the alphabet and ten more. */
const flow = (text: string) =>
  knownFlow(
    writtenHours('2026-05-01', Math.ceil(text.length / 24), (day, clock) => {
      const mark = text[day * 24 + clock] ?? '0';
      return mark === '?' ? undefined : Number.parseInt(mark, 36);
    }),
  );
const runs = (text: string, ...windows: readonly FlowWindow[]) =>
  flowThrough(flow(text), 'continuous-flow', windows).map(({ begin, end, found, windowHours }) => [
    begin,
    end,
    found,
    windowHours,
  ]);
const four = { hours: 4, gallonsAnHour: 3 };

test('a run is told whole', () => {
  expect(flowThrough(flow('0334330'), 'burst', [four])).toEqual([
    { kind: 'burst', begin: 1, end: 6, found: 5, windowHours: 4, thresholdGallonsAnHour: 3 },
  ]);
});

test.each([
  ['three hours', '03330', []],
  ['four', '033330', [[1, 5, 5, 4]]],
  ['less in one of them', '0332330', []],
  [
    'two runs',
    '033330333330',
    [
      [1, 5, 5, 4],
      [6, 11, 10, 4],
    ],
  ],
  ['to the end of what is known', '003333', [[2, 6, 6, 4]]],
  ['twelve hours that nobody knows', '033????????????330', [[1, 17, 17, 4]]],
  ['thirteen', '033?????????????330', []],
  ['unknown hours after it was met', '03333?30', [[1, 7, 5, 4]]],
  ['unknown hours before it', '??33330', [[2, 6, 6, 4]]],
])('%s: %s', (_, text, found) => {
  expect(runs(text, four)).toEqual(found);
});

test('a flow whose low end is what another rule looks for is none of this one', () => {
  const below = { ...four, below: 9 };
  expect(runs('0888890', below)).toEqual([[1, 6, 5, 4]]);
  expect(runs('0999990', below)).toEqual([]);
  expect(runs('0999980', below)).toEqual([[1, 6, 6, 4]]);
});

test('a window that asks for one and the same flow waits until the last hours show it', () => {
  const steady = { hours: 4, gallonsAnHour: 3, steady: 0.75 };
  expect(runs('0cccz0', steady)).toEqual([[1, 5, 5, 4]]);
  expect(runs('0ccpz0', steady)).toEqual([]);
  expect(runs('0zpkcccc0', steady)).toEqual([[1, 8, 7, 4]]);
  expect(runs('03zzzz0', steady)).toEqual([[1, 6, 6, 4]]);
});
