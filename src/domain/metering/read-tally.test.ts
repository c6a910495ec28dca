import { expect, test } from 'vitest';
import { compareReads } from './read-tally.ts';
import type { Reads } from './reads.ts';

type Row = readonly [at: number, seconds: number, count: number, believed?: number];
const reads = (...rows: readonly Row[]): Reads => ({
  at: Float64Array.from(rows, ([at]) => at),
  seconds: Float64Array.from(rows, ([, seconds]) => seconds),
  counts: Float64Array.from(rows, ([, , count]) => count),
  believed: Uint8Array.from(rows, ([, , , believed = 0]) => believed),
});
const tallied = (arrived: Reads, before: Reads | undefined, after: Reads) => {
  const tally = { fresh: 0, changed: 0, duplicate: 0, overtaken: 0 };
  compareReads(tally, { arrived, before, after });
  return tally;
};
const none = { fresh: 0, changed: 0, duplicate: 0, overtaken: 0 };

test('of a day of which nothing is known every read is fresh', () => {
  const three = reads([1, 0, 5], [2, 0, 6], [3, 0, 7]);
  expect(tallied(three, undefined, three)).toEqual({ ...none, fresh: 3 });
});

test.each<[string, Row, Row[], Row[], Partial<typeof none>]>([
  [
    'said already',
    [2, 0, 6],
    [
      [1, 0, 5],
      [2, 0, 6],
    ],
    [
      [1, 0, 5],
      [2, 0, 6],
    ],
    { duplicate: 1 },
  ],
  [
    'said otherwise and now corrected',
    [2, 0, 7],
    [
      [1, 0, 5],
      [2, 0, 6],
    ],
    [
      [1, 0, 5],
      [2, 0, 7],
    ],
    { changed: 1 },
  ],
  ['believed otherwise now', [2, 0, 6, 1], [[2, 0, 6]], [[2, 0, 6, 1]], { changed: 1 }],
  [
    'overtaken by a newer file',
    [2, 0, 7],
    [
      [1, 0, 5],
      [2, 0, 6],
    ],
    [
      [1, 0, 5],
      [2, 0, 6],
    ],
    { overtaken: 1 },
  ],
  [
    'of another moment',
    [2, 0, 6],
    [
      [1, 0, 5],
      [3, 0, 6],
    ],
    [
      [1, 0, 5],
      [2, 0, 6],
      [3, 0, 6],
    ],
    { fresh: 1 },
  ],
  [
    'after all others',
    [9, 0, 6],
    [[1, 0, 5]],
    [
      [1, 0, 5],
      [9, 0, 6],
    ],
    { fresh: 1 },
  ],
  [
    'of another length',
    [2, 900, 6],
    [
      [2, 0, 6],
      [2, 3600, 6],
    ],
    [
      [2, 0, 6],
      [2, 900, 6],
      [2, 3600, 6],
    ],
    { fresh: 1 },
  ],
  [
    'of the longer of two lengths',
    [2, 3600, 6],
    [
      [2, 0, 5],
      [2, 3600, 6],
    ],
    [
      [2, 0, 5],
      [2, 3600, 6],
    ],
    { duplicate: 1 },
  ],
])('a read %s', (_, arrived, before, after, counted) => {
  expect(tallied(reads(arrived), reads(...before), reads(...after))).toEqual({ ...none, ...counted });
});

test('all reads of a day in one walk', () => {
  const before = reads([1, 0, 5], [2, 0, 6], [4, 0, 8], [5, 0, 9]);
  const after = reads([1, 0, 5], [2, 0, 66], [3, 0, 7], [4, 0, 8], [5, 0, 9]);
  const arrived = reads([1, 0, 5], [2, 0, 66], [3, 0, 7], [5, 0, 10]);
  expect(tallied(arrived, before, after)).toEqual({ fresh: 1, changed: 1, duplicate: 1, overtaken: 1 });
});
