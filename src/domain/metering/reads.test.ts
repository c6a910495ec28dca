import { describe, expect, test } from 'vitest';
import { areOfBothKinds } from './day-windows.ts';
import { packReads, unpackReads } from './pack-reads.ts';
import { joined, mergedReads, orderedReads, type Reads, readsOfKind, readsThatDiffer, slicedReads } from './reads.ts';

type Row = readonly [at: number, seconds: number, count: number, believed?: number];
const reads = (...rows: readonly Row[]): Reads => ({
  at: Float64Array.from(rows, ([at]) => at),
  seconds: Float64Array.from(rows, ([, seconds]) => seconds),
  counts: Float64Array.from(rows, ([, , count]) => count),
  believed: Uint8Array.from(rows, ([, , , believed = 0]) => believed),
});
const rows = ({ at, seconds, counts, believed }: Reads) =>
  [...at.keys()].map((index) => [at[index], seconds[index], counts[index], believed[index]]);

describe('reads in order', () => {
  test('are those given, where they are in order', () => {
    const given = reads([1, 0, 5], [1, 900, 2], [1, 3600, 2], [2, 0, 6]);
    expect(orderedReads(given)).toBe(given);
    expect(orderedReads(reads())).toEqual(reads());
  });

  test('stand by moment and length', () => {
    expect(rows(orderedReads(reads([3, 0, 7], [1, 900, 2, 1], [2, 0, 6], [1, 0, 5])))).toEqual([
      [1, 0, 5, 0],
      [1, 900, 2, 1],
      [2, 0, 6, 0],
      [3, 0, 7, 0],
    ]);
  });

  test.each<[string, Row[], Row]>([
    [
      'the larger',
      [
        [1, 0, 5],
        [1, 0, 9],
        [1, 0, 7],
      ],
      [1, 0, 9, 0],
    ],
    [
      'the larger, in the other order',
      [
        [1, 0, 9],
        [1, 0, 5],
      ],
      [1, 0, 9, 0],
    ],
    [
      'the better believed, however small',
      [
        [1, 0, 5, 0],
        [1, 0, 9, 2],
      ],
      [1, 0, 5, 0],
    ],
    [
      'the better believed, in the other order',
      [
        [1, 0, 9, 2],
        [1, 0, 5, 0],
      ],
      [1, 0, 5, 0],
    ],
    [
      'either of two that say the same',
      [
        [1, 0, 5],
        [1, 0, 5],
      ],
      [1, 0, 5, 0],
    ],
  ])('of one moment have %s', (_, given, stands) => {
    expect(rows(orderedReads(reads(...given)))).toEqual([stands]);
  });
});

describe('reads that contradict each other', () => {
  const told = (...parts: readonly Reads[]) =>
    readsThatDiffer(parts).map(({ at, seconds, kept, other, keptIndex, otherIndex }) => [
      ...[at, seconds, kept, other, keptIndex, otherIndex],
    ]);

  test('are of one moment and length, as well believed, and say something else', () => {
    expect(told(reads([1, 0, 5], [2, 0, 6], [1, 0, 9]))).toEqual([[1, 0, 9, 5, 2, 0]]);
    expect(told(reads([1, 900, 9], [1, 900, 5]))).toEqual([[1, 900, 9, 5, 0, 1]]);
    expect(told(reads([1, 0, 5]), reads([1, 0, 7]))).toEqual([[1, 0, 7, 5, 1, 0]]);
  });

  test('are each told, beside the best so far', () => {
    expect(told(reads([1, 0, 5], [1, 0, 9], [1, 0, 7]))).toEqual([
      [1, 0, 9, 5, 1, 0],
      [1, 0, 9, 7, 1, 2],
    ]);
  });

  test.each<[string, Row[]]>([
    [
      'of one length',
      [
        [1, 0, 5],
        [1, 900, 9],
      ],
    ],
    [
      'of one moment',
      [
        [1, 0, 5],
        [2, 0, 9],
      ],
    ],
    [
      'as well believed',
      [
        [1, 0, 5],
        [1, 0, 9, 2],
      ],
    ],
    [
      'other',
      [
        [1, 0, 5],
        [1, 0, 5],
      ],
    ],
  ])('are none that are not %s', (_, given) => {
    expect(told(reads(...given))).toEqual([]);
  });

  test('are none of nothing', () => {
    expect(told()).toEqual([]);
  });
});

describe('what several imports say together', () => {
  test('is of one moment what the newest says, however it is believed', () => {
    const oldest = reads([1, 0, 5], [2, 0, 6], [3, 900, 1]);
    const newest = reads([1, 900, 2], [2, 0, 4, 2], [9, 0, 9]);
    expect(rows(mergedReads([oldest, newest]))).toEqual([
      [1, 0, 5, 0],
      [1, 900, 2, 0],
      [2, 0, 4, 2],
      [3, 900, 1, 0],
      [9, 0, 9, 0],
    ]);
    expect(rows(mergedReads([newest, oldest]))[2]).toEqual([2, 0, 6, 0]);
  });

  test('is in the order of its moments, whichever import is newer: two nights of a feed', () => {
    const [evening, morning] = [reads([1, 0, 5], [2, 0, 6, 2]), reads([3, 0, 7], [4, 0, 9])];
    const both = [
      [1, 0, 5, 0],
      [2, 0, 6, 2],
      [3, 0, 7, 0],
      [4, 0, 9, 0],
    ];
    expect(rows(mergedReads([evening, morning]))).toEqual(both);
    expect(rows(mergedReads([morning, reads(), evening]))).toEqual(both);
    // Of the moment that both say the newer stands.
    expect(rows(mergedReads([morning, reads([1, 0, 5], [3, 0, 8])]))).toEqual([
      [1, 0, 5, 0],
      [3, 0, 8, 0],
      [4, 0, 9, 0],
    ]);
  });

  test('is what one says, and nothing of none', () => {
    const only = reads([1, 0, 5]);
    expect(mergedReads([only])).toBe(only);
    expect(rows(mergedReads([]))).toEqual([]);
  });
});

describe('columns laid end to end', () => {
  test('stand in the order given', () => {
    expect(rows(joined([reads([2, 0, 6, 1]), reads(), reads([1, 900, 5])]))).toEqual([
      [2, 0, 6, 1],
      [1, 900, 5, 0],
    ]);
    expect(rows(joined([]))).toEqual([]);
  });

  test('are not copied where they lie side by side already', () => {
    const all = reads([1, 0, 5], [2, 0, 6], [3, 0, 7], [4, 900, 8, 2]);
    const sides = joined([slicedReads(all, 1, 2), slicedReads(all, 2, 4)]);
    expect(rows(sides)).toEqual(rows(all).slice(1));
    expect(sides.at.buffer).toBe(all.at.buffer);
    expect(rows(joined([slicedReads(all, 2, 4), slicedReads(all, 1, 2)]))).toEqual([
      ...rows(all).slice(2),
      ...rows(all).slice(1, 2),
    ]);
    expect(rows(joined([slicedReads(all, 0, 1), slicedReads(all, 2, 3)]))).toEqual([rows(all)[0], rows(all)[2]]);
  });

  test('are copied where but one column lies elsewhere', () => {
    const all = reads([1, 0, 5], [2, 0, 6]);
    const [one, two] = [slicedReads(all, 0, 1), slicedReads(all, 1, 2)];
    for (const column of ['at', 'seconds', 'counts', 'believed'] as const) {
      const other = { ...two, [column]: two[column].slice() };
      expect(rows(joined([one, other]))).toEqual(rows(all));
    }
  });
});

test('the registers of reads, and the intervals; of one kind alone nothing is copied', () => {
  const both = reads([1, 0, 5], [1, 900, 2, 1], [2, 0, 6], [2, 3600, 3]);
  expect(rows(readsOfKind(both, 'register'))).toEqual([
    [1, 0, 5, 0],
    [2, 0, 6, 0],
  ]);
  expect(rows(readsOfKind(both, 'interval'))).toEqual([
    [1, 900, 2, 1],
    [2, 3600, 3, 0],
  ]);
  const registers = reads([1, 0, 5]);
  expect(readsOfKind(registers, 'register')).toBe(registers);
  expect(rows(readsOfKind(registers, 'interval'))).toEqual([]);
});

test('whether reads are of both kinds', () => {
  const [registers, intervals] = [reads([1, 0, 5], [2, 0, 6]), reads([1, 900, 5])];
  expect([[], [registers], [intervals], [registers, intervals], [intervals, registers]].map(areOfBothKinds)).toEqual([
    ...[false, false, false, true, true],
  ]);
  expect(areOfBothKinds([reads([1, 0, 5], [1, 900, 2])])).toBe(true);
});

test.each<[string, Row[]]>([
  ['nothing', []],
  [
    'a register',
    [
      [1_780_000_000, 0, 123_456],
      [1_780_003_600, 0, 123_460, 2],
      [1_780_003_601, 0, 123_000],
    ],
  ],
  [
    'intervals',
    [
      [1_780_000_000, 3600, 12, 1],
      [1_780_003_600, 900, -3, 3],
    ],
  ],
  [
    'both',
    [
      [10, 0, 7],
      [10, 900, 5],
      [20, 0, 9, 1],
      [30, 86_400, 0],
      [40, 0, 2 ** 52],
    ],
  ],
  [
    'a register below nothing',
    [
      [10, 0, -7],
      [20, 0, -9],
    ],
  ],
])('%s comes back as it was packed', (_, given) => {
  expect(rows(unpackReads(packReads(reads(...given))))).toEqual(rows(reads(...given)));
});

test('a register of a day takes five bytes a read and less', () => {
  const day = reads(...Array.from({ length: 24 }, (_, hour): Row => [1_780_000_000 + hour * 3600, 0, 5000 + hour * 7]));
  expect(packReads(day).length).toBeLessThanOrEqual(24 * 5);
});
