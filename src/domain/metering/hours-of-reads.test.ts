import { describe, expect, test } from 'vitest';
import { belief } from './apportion.ts';
import { hourQuality } from './hour-quality.ts';
import { hoursFromIntervals, notesOf } from './hours-from-reads.ts';
import {
  conflictProblem,
  distinctProblems,
  hoursOfReads,
  isTidy,
  type MeteredRegister,
  writtenCounts,
} from './hours-of-reads.ts';
import type { Reads } from './reads.ts';
import { usualRegisterRules } from './standing-register.ts';

const { edited, estimated, measured, missing, suspect } = hourQuality;
const hour = 3600;
/** In hours from a moment on: end, length (0 is a register), count. */
type Row = readonly [end: number, length: number, count: number, believed?: number];
const begin = 490_000;
const reads = (...rows: readonly Row[]): Reads => ({
  at: Float64Array.from(rows, ([end]) => (begin + end) * hour),
  seconds: Float64Array.from(rows, ([, length]) => length * hour),
  counts: Float64Array.from(rows, ([, , count]) => count),
  believed: Uint8Array.from(rows, ([, , , believed = 0]) => believed),
});
const meter: MeteredRegister = { serial: 'M1', rules: usualRegisterRules, channel: { unit: 'gal', decimals: 0 } };
const span = { startHour: begin, hours: 6 };
function laid(rows: readonly Row[], of = meter) {
  const { counts, quality, dropped, problems, snapped, shared } = hoursOfReads(reads(...rows), span, of);
  const told = problems.map(({ code, params }) => [code.replace('metering.', ''), params]);
  return {
    ...{ counts: [...counts], quality: [...quality] },
    ...(dropped + snapped + shared > 0 && { moved: [dropped, snapped, shared] }),
    ...(told.length > 0 && { told }),
  };
}
const moment = (end: number) =>
  `${Temporal.Instant.fromEpochMilliseconds((begin + end) * hour * 1000)
    .toString()
    .slice(0, 16)}Z`;
const all = (quality: number) => Array(6).fill(quality);

describe('the hours of', () => {
  test('a register', () => {
    expect(
      laid([
        [0, 0, 100],
        [1, 0, 105],
        [2, 0, 105],
        [4, 0, 109],
        [6, 0, 110],
      ]),
    ).toEqual({
      ...{ counts: [5, 0, 2, 2, 1, 0], quality: all(measured) },
    });
  });

  test('intervals', () => {
    expect(
      laid([
        [1, 1, 5],
        [2, 1, 0, belief.edited],
        [4.5, 1, 8],
      ]),
    ).toEqual({
      counts: [5, 0, 0, 4, 4, 0],
      quality: [measured, edited, missing, estimated, estimated, missing],
    });
  });

  test('nothing', () => {
    expect(laid([])).toEqual({ counts: Array(6).fill(0), quality: all(missing) });
  });

  test('a register that dips, and of intervals that are moved or shared, which are counted', () => {
    expect(
      laid([
        [0, 0, 100],
        [1, 0, 90],
        [2, 0, 101],
      ]),
    ).toMatchObject({
      ...{ counts: [1, 0, 0, 0, 0, 0], moved: [1, 0, 0] },
    });
    // Four minutes early, and half an hour early.
    expect(
      laid([
        [1, 1, 5],
        [1.93, 1, 6],
        [5, 1, 6],
        [5.5, 1, 7],
      ]),
    ).toMatchObject({ moved: [0, 1, 1] });
  });
});

describe('the hours of a register and intervals', () => {
  test('are the intervals, and in the time they leave what the register says beyond them', () => {
    expect(
      laid([
        [0, 0, 100],
        [1, 1, 5],
        [2, 1, 7],
        [6, 0, 120],
      ]),
    ).toEqual({
      counts: [5, 7, 2, 2, 2, 2],
      quality: [measured, measured, estimated, estimated, estimated, estimated],
    });
    expect(
      laid([
        [0, 0, 100],
        [1, 1, 5],
        [2, 0, 112],
      ]),
    ).toEqual({
      counts: [5, 7, 0, 0, 0, 0],
      quality: [measured, measured, ...Array(4).fill(missing)],
    });
  });

  test('are the intervals, where a register says another sum: both are told', () => {
    expect(
      laid([
        [0, 0, 100],
        [1, 1, 5],
        [2, 1, 7],
        [2, 0, 120],
      ]),
    ).toEqual({
      counts: [5, 7, 0, 0, 0, 0],
      quality: [measured, measured, ...Array(4).fill(missing)],
      told: [
        [
          'register-differs',
          { serial: 'M1', from: moment(0), on: moment(2), kept: '12 gal', other: '20 gal', unit: 'gal' },
        ],
      ],
    });
  });

  test('a register that counts whole units differs by a whole one', () => {
    const tenths = { ...meter, channel: { unit: 'gal', decimals: 1 } as const };
    const rows = (rise: number): Row[] => [
      [0, 0, 0],
      [1, 1, 55],
      [1, 0, rise],
    ];
    expect(laid(rows(64), tenths)).not.toHaveProperty('told');
    expect(laid(rows(65), tenths)).toMatchObject({
      told: [['register-differs', { kept: '5.5 gal', other: '6.5 gal' }]],
    });
    expect(laid(rows(45), tenths)).toMatchObject({
      told: [['register-differs', { kept: '5.5 gal', other: '4.5 gal' }]],
    });
    // Without a channel, by one count.
    const { channel: _, ...plain } = meter;
    expect(laid(rows(56), plain)).toMatchObject({ told: [['register-differs', { kept: '55', other: '56' }]] });
  });

  test('what was measured goes before what was estimated, and a short time before a long one', () => {
    // A guess of the hour, and a register that tells it.
    expect(
      laid([
        [0, 0, 100],
        [1, 0, 104],
        [1, 1, 9, belief.estimated],
      ]),
    ).toMatchObject({
      counts: [4, 0, 0, 0, 0, 0],
    });
    // The use of three hours, beside a register of six.
    expect(
      laid([
        [0, 0, 100],
        [3, 3, 30],
        [6, 0, 160],
      ]),
    ).toEqual({
      counts: [10, 10, 10, 10, 10, 10],
      quality: all(estimated),
    });
    // The use of six hours, beside a register of three.
    expect(
      laid([
        [0, 0, 100],
        [3, 0, 112],
        [6, 6, 30],
      ]),
    ).toEqual({
      counts: [4, 4, 4, 6, 6, 6],
      quality: all(estimated),
    });
  });

  test('where a register is in doubt itself, it tells nothing against them', () => {
    // Its dip makes the stretch across suspect.
    expect(
      laid([
        [0, 0, 100],
        [1, 1, 5],
        [1, 0, 90],
        [2, 1, 7],
        [2, 0, 101],
      ]),
    ).toEqual({
      ...{ counts: [5, 7, 0, 0, 0, 0], quality: [measured, measured, ...Array(4).fill(missing)] },
      moved: [1, 0, 0],
    });
  });

  test('intervals that contradict each other are told too, the register’s dips counted', () => {
    expect(
      laid([
        [0, 0, 100],
        [0.25, 0.25, 2],
        [0.5, 0.25, 2],
        [0.75, 0.25, 2],
        [1, 0.25, 2],
        [1, 1, 9],
        [6, 0, 108],
      ]),
    ).toMatchObject({
      told: [['sum-differs', { kept: '8 gal', other: '9 gal' }]],
    });
  });

  test('a register that went back is told', () => {
    expect(
      laid([
        [0, 0, 100],
        [1, 1, 5],
        [3, 0, 20],
        [6, 0, 21],
      ]),
    ).toMatchObject({
      told: [['register-went-back', { serial: 'M1', from: 100, to: 20, on: moment(3) }]],
    });
  });
});

describe('what is told of a span', () => {
  const twice = reads([1, 1, 5], [1.05, 1, 6], [7, 1, 5], [7.05, 1, 6]);

  test('is of the reads that close its hours', () => {
    const conflicts = (from: number, hours: number) =>
      hoursFromIntervals(twice, { startHour: begin + from, hours }).conflicts.map(({ at }) => at / hour - begin);
    expect(conflicts(0, 8)).toEqual([1, 7]);
    expect(conflicts(1, 6)).toEqual([7]);
    expect(conflicts(0, 6)).toEqual([1]);
    expect(conflicts(1, 5)).toEqual([]);
  });

  test('counts what was moved or shared within it alone', () => {
    const stood = { pieces: [], snapped: [0, 2], shared: [1, 3], conflicts: [] };
    expect(notesOf(stood, twice, { startHour: begin, hours: 6 })).toMatchObject({ snapped: 1, shared: 1 });
    expect(notesOf(stood, twice, { startHour: begin + 1, hours: 6 })).toMatchObject({ snapped: 1, shared: 1 });
    expect(notesOf(stood, twice, { startHour: begin, hours: 8 })).toMatchObject({ snapped: 2, shared: 2 });
  });
});

test('counts are written in the channel’s unit', () => {
  const { channel: _, ...plain } = meter;
  const inChannel = (unit: 'cf' | 'ccf', decimals: number) => ({ ...plain, channel: { unit, decimals } });
  expect(writtenCounts(plain, 105)).toBe('105');
  expect(writtenCounts(inChannel('cf', 0), 105)).toBe('105 cf');
  expect(writtenCounts(inChannel('ccf', 2), 748)).toBe('7.48 ccf');
});

test('two values of one time name both', () => {
  const { channel: _, ...plain } = meter;
  const conflict = { code: 'metering.two-values', at: begin * hour + 1800.5, seconds: 900, kept: 5, other: 6 } as const;
  expect(conflictProblem(plain, conflict)).toStrictEqual({
    code: 'metering.two-values',
    params: { serial: 'M1', from: moment(0.25), on: moment(0.5), kept: '5', other: '6' },
  });
});

test.each<[string, readonly Row[], boolean]>([
  ['nothing', [], true],
  [
    'a register that rises',
    [
      [0, 0, 100],
      [1, 0, 105],
    ],
    true,
  ],
  [
    'one that does not',
    [
      [0, 0, 100],
      [1, 0, 99],
    ],
    false,
  ],
  [
    'intervals side by side',
    [
      [1, 1, 5],
      [2, 1, 5],
      [3, 0.5, 5],
    ],
    true,
  ],
  [
    'intervals over each other',
    [
      [1, 1, 5],
      [1.5, 1, 5],
    ],
    false,
  ],
  [
    'a register after an interval',
    [
      [1, 1, 5],
      [2, 0, 5],
    ],
    false,
  ],
  [
    'an interval after a register',
    [
      [1, 0, 5],
      [3, 1, 5],
    ],
    false,
  ],
])('reads are had in one pass: %s', (_, rows, isSo) => {
  expect(isTidy(reads(...rows))).toBe(isSo);
});

test('a problem that two windows tell is told once', () => {
  const one = { code: 'metering.two-values', params: { serial: 'M1', on: 'x' } } as const;
  const other = { ...one, params: { serial: 'M1', on: 'y' } };
  expect(distinctProblems([one, other, { ...one, params: { ...one.params } }])).toEqual([one, other]);
});

test('a read that its feed doubts is in doubt', () => {
  expect(
    laid([
      [0, 0, 100],
      [1, 0, 105, belief.suspect],
    ]).quality[0],
  ).toBe(suspect);
});
