import { describe, expect, test } from 'vitest';
import { belief } from './apportion.ts';
import { areApart, jitterOf, standingIntervals } from './standing-intervals.ts';

const { measured, edited, estimated, suspect } = belief;
type Row = readonly [end: number, seconds: number, count: number, believed?: number];
const hour = 3600;

const columns = (rows: readonly Row[]) => ({
  at: Float64Array.from(rows, ([end]) => end),
  seconds: Float64Array.from(rows, ([, seconds]) => seconds),
  counts: Float64Array.from(rows, ([, , count]) => count),
  ...(rows.some(([, , , believed]) => believed !== undefined) && {
    believed: Uint8Array.from(rows, ([, , , believed = 0]) => believed),
  }),
});
function stood(...rows: readonly Row[]) {
  const { pieces, snapped, shared, conflicts } = standingIntervals(columns(rows));
  return {
    pieces: pieces.map(({ from, to, counts, believed }) => [from, to, counts, believed]),
    ...(snapped.length > 0 && { snapped }),
    ...(shared.length > 0 && { shared }),
    ...(conflicts.length > 0 && {
      told: conflicts.map(({ code, at, seconds, kept, other }) => [
        code.replace('metering.', ''),
        at,
        seconds,
        kept,
        other,
      ]),
    }),
  };
}

test.each([
  [3600, 300],
  [86_400, 300],
  [900, 75],
  [60, 5],
  [11, 0],
])('a clock may be off by a twelfth of %i seconds, and by five minutes: %i', (seconds, jitter) => {
  expect(jitterOf(seconds)).toBe(jitter);
});

test('intervals side by side are what they say', () => {
  expect(stood([hour, hour, 5], [2 * hour, hour, 0, edited], [4 * hour, hour, 7])).toEqual({
    pieces: [
      [0, hour, 5, measured],
      [hour, 2 * hour, 0, edited],
      [3 * hour, 4 * hour, 7, measured],
    ],
  });
});

test('an interval of more than two hours is estimated', () => {
  expect(stood([2 * hour, 2 * hour, 5], [5 * hour, 2 * hour + 1, 6]).pieces.map((piece) => piece[3])).toEqual([
    measured,
    estimated,
  ]);
  expect(stood([9 * hour, 3 * hour, 6, suspect]).pieces[0]?.[3]).toBe(suspect);
});

test('one without a length is none', () => {
  expect(stood([hour, 0, 5], [2 * hour, -1, 5])).toEqual({ pieces: [] });
});

describe('an interval that begins before the one before has ended', () => {
  test('holds what ran since: by a clock’s jitter it is moved', () => {
    expect(stood([hour, hour, 5], [2 * hour - 300, hour, 6])).toEqual({
      pieces: [
        [0, hour, 5, measured],
        [hour, 2 * hour - 300, 6, measured],
      ],
      snapped: [1],
    });
  });

  test('by more, its hours are estimated', () => {
    expect(stood([hour, hour, 5], [2 * hour - 301, hour, 6])).toEqual({
      pieces: [
        [0, hour, 5, measured],
        [hour, 2 * hour - 301, 6, estimated],
      ],
      shared: [1],
    });
  });

  test('also where the one before says what no hour can hold', () => {
    expect(stood([hour, hour, 3_000_000_000], [2 * hour - 300, hour, 6])).toEqual({
      pieces: [[hour, 2 * hour - 300, 6, measured]],
      snapped: [1],
      told: [['use-too-large', hour, hour, 0, 3_000_000_000]],
    });
  });
});

describe('of two of one length that end within the jitter', () => {
  test('the later stands: it is the same read again', () => {
    expect(stood([hour, hour, 5], [hour + 300, hour, 5])).toEqual({ pieces: [[300, hour + 300, 5, measured]] });
  });

  test('another value is told', () => {
    expect(stood([hour, hour, 5], [hour + 300, hour, 6])).toEqual({
      pieces: [[300, hour + 300, 6, measured]],
      told: [['two-values', hour, hour, 6, 5]],
    });
  });

  test('a second later they are two', () => {
    expect(stood([hour, hour, 5], [hour + 301, hour, 6]).pieces).toHaveLength(2);
  });
});

describe('an interval that holds shorter ones', () => {
  const quarters = (...counts: readonly number[]): Row[] =>
    counts.map((count, quarter) => [(quarter + 1) * 900, 900, count]);

  test('holds their sum', () => {
    expect(stood(...quarters(5, 5, 5, 5), [hour, hour, 20]).pieces).toHaveLength(4);
  });

  test('says beyond that what ran in the time they leave', () => {
    expect(stood(...quarters(5, 5), [hour, hour, 16])).toEqual({
      pieces: [
        [0, 900, 5, measured],
        [900, 1800, 5, measured],
        [1800, hour, 6, measured],
      ],
    });
  });

  test('says something else: they stand, and both values are told', () => {
    expect(stood(...quarters(5, 5, 5, 5), [hour, hour, 21])).toMatchObject({
      told: [['sum-differs', hour, hour, 20, 21]],
    });
    expect(stood(...quarters(5, 5), [hour, hour, 9])).toEqual({
      pieces: [
        [0, 900, 5, measured],
        [900, 1800, 5, measured],
        [1800, hour, 0, suspect],
      ],
      told: [['sum-differs', hour, hour, 10, 9]],
    });
  });

  test('reaches into one beside it: what they share is none of its own', () => {
    // A quarter that reaches 200 seconds, and one that reaches 450, into the hour after it.
    expect(stood([200, 900, 5], [hour, hour, 16])).toMatchObject({ snapped: [1] });
    const far = stood([450, 900, 5], [hour, hour, 16]);
    expect(far).toEqual({
      pieces: [
        [-450, 450, 5, measured],
        [450, hour, 16, estimated],
      ],
      shared: [1],
    });
  });
});

test('shorter intervals go before longer ones, whatever their order', () => {
  const { pieces } = stood([hour, 900, 5], [hour, hour, 16], [2 * hour, 2 * hour, 20]);
  expect(pieces).toEqual([
    [0, 2700, 11, measured],
    [2700, hour, 5, measured],
    [hour, 2 * hour, 4, measured],
  ]);
});

test.each<[string, readonly Row[], boolean]>([
  ['none', [], true],
  [
    'side by side',
    [
      [hour, hour, 5],
      [2 * hour, hour, 5],
      [9 * hour, hour, 5],
    ],
    true,
  ],
  [
    'over each other by a second',
    [
      [hour, hour, 5],
      [2 * hour - 1, hour, 5],
    ],
    false,
  ],
  ['without a length', [[hour, 0, 5]], false],
  ['too large', [[hour, hour, 2_147_000_001]], false],
])('intervals are apart: %s', (_, rows, isSo) => {
  expect(areApart(columns(rows))).toBe(isSo);
});
