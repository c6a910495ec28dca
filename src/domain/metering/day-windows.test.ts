import { expect, test } from 'vitest';
import { affectedDays, indexAt } from './day-windows.ts';

test('where a day stands among others, or would stand', () => {
  const days = Uint32Array.of(3, 5, 9);
  expect([2, 3, 4, 5, 9, 10].map((day) => indexAt(days, day))).toEqual([0, 0, 1, 1, 2, 3]);
  expect(indexAt(new Uint32Array(), 7)).toBe(0);
});

test.each([
  ['alone', [10], [10], 1, [9, 10]],
  ['beside the days before and after', [9, 10, 11], [10], 1, [9, 10, 11]],
  ['between far ones: all the days between', [6, 10, 13], [10], 1, [6, 7, 8, 9, 10, 11, 12, 13]],
  ['the first of several', [10, 12], [10], 1, [9, 10, 11, 12]],
  ['the last of several', [8, 10], [10], 1, [8, 9, 10]],
  [
    'with registers and intervals: two days with reads',
    [4, 6, 10, 12, 14],
    [10],
    2,
    [4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14],
  ],
  ['and but one before it', [6, 10, 12], [10], 2, [6, 7, 8, 9, 10, 11, 12]],
  ['several days, each once', [5, 6, 7, 20], [6, 7], 1, [5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20]],
  ['none', [5], [], 1, []],
])('a file that touches a day %s', (_, withReads, touched, reach, affected) => {
  expect(affectedDays(Uint32Array.from(withReads), touched, reach)).toEqual(affected);
});
