import { describe, expect, test } from 'vitest';
import { belief } from './apportion.ts';
import { localDays } from './local-days.ts';
import { tidiedReads } from './tidied-reads.ts';

const { measured, edited, estimated, suspect } = belief;
const days = localDays('America/Los_Angeles');
/** 2026-05-27; 2026-03-08 has 23 hours. */
const [first, springDay] = [20_600, 20_520];
const midnight = days.begin(first);
const hour = 3600;
const day = 86_400;

type Row = readonly [end: number, seconds: number, count: number, believed?: number];
const columns = (rows: readonly Row[]) => ({
  ...{ importId: 7, from: 0, to: rows.length },
  lines: Uint32Array.from(rows, (_, index) => index + 1),
  reads: {
    at: Float64Array.from(rows, ([end]) => end),
    seconds: Float64Array.from(rows, ([, seconds]) => seconds),
    counts: Float64Array.from(rows, ([, , count]) => count),
    believed: Uint8Array.from(rows, ([, , , believed = 0]) => believed),
  },
});
/** Each read's end and length, in seconds since a midnight, its counts, how far it is believed and its line. */
function tidied(rows: readonly Row[], since = midnight) {
  const given = columns(rows);
  const { arrived, snapped, cut } = tidiedReads(given, days);
  const { at, seconds, counts, believed } = arrived.reads;
  const read = [...at.keys()].map((index) => [
    (at[index] ?? 0) - since,
    ...[seconds[index], counts[index], believed[index], arrived.lines[index]],
  ]);
  expect(arrived.importId).toBe(7);
  return { read, snapped, cut, isSame: arrived === given };
}
const ends = (...rows: readonly (readonly [end: number, seconds: number])[]) => {
  const { read, snapped } = tidied(rows.map(([end, seconds]) => [midnight + end, seconds, 1]));
  return [read.map(([end]) => end), snapped];
};

describe('the end of an interval', () => {
  test.each([
    [hour, hour, hour],
    [hour + 300, hour, hour],
    [hour + 301, hour, hour + 301],
    [2 * hour - 300, hour, 2 * hour],
    [2 * hour - 301, hour, 2 * hour - 301],
    [900 + 75, 900, 900],
    [900 + 76, 900, 900 + 76],
    [1800 - 75, 900, 1800],
    [1800 - 76, 900, 1800 - 76],
    [4 * hour + 300, 4 * hour, 4 * hour],
    [day - 120, day, day],
    // Five minutes and seven divide no hour, nor do an hour and a half.
    [hour + 10, 420, hour + 10],
    [hour + 10, 5400, hour + 10],
    [hour + 10, 0, hour + 10],
  ])('%i of %i seconds is %i', (end, seconds, meant) => {
    expect(ends([end, seconds])).toEqual([[meant], meant === end ? 0 : 1]);
  });

  test('is moved in a file that is clean but for it', () => {
    expect(
      ends([hour, hour], [2 * hour, hour], [3 * hour + 20, hour], [4 * hour, hour], [5 * hour - 20, hour]),
    ).toEqual([[hour, 2 * hour, 3 * hour, 4 * hour, 5 * hour], 2]);
    expect(ends([hour + 400, hour], [2 * hour + 400, hour], [3 * hour + 20, hour])).toEqual([
      [hour + 400, 2 * hour + 400, 3 * hour],
      1,
    ]);
  });
});

test('what is tidy is what was given', () => {
  const clean: Row[] = [1, 2, 3].map((n) => [midnight + n * hour, hour, n]);
  expect(tidied(clean)).toMatchObject({ isSame: true, snapped: 0, cut: 0 });
  expect(
    tidied([
      [midnight + 17, 0, 5],
      [midnight + 90, 0, 6],
    ]),
  ).toMatchObject({ isSame: true });
  expect(tidied([])).toMatchObject({ isSame: true });
});

describe('an interval of more than a day', () => {
  test('is cut at midnights, its counts shared evenly and estimated', () => {
    expect(tidied([[midnight + 2 * day, 2 * day + 12 * hour, 25]])).toEqual({
      read: [
        [0, 12 * hour, 5, estimated, 1],
        [day, day, 10, estimated, 1],
        [2 * day, day, 10, estimated, 1],
      ],
      ...{ snapped: 0, cut: 1, isSame: false },
    });
  });

  test('keeps its sum, and its doubt', () => {
    const { read } = tidied([[midnight + 2 * day, 3 * day, 10, suspect]]);
    expect(read.map(([, , count, believed]) => [count, believed])).toEqual([
      [3, suspect],
      [4, suspect],
      [3, suspect],
    ]);
    expect(tidied([[midnight + 2 * day, 3 * day, 9, edited]]).read[0]?.[3]).toBe(estimated);
  });

  test('that ends off the hour is moved and cut', () => {
    expect(tidied([[midnight + 2 * day + 60, 2 * day, 8]])).toMatchObject({
      ...{ snapped: 1, cut: 1 },
      read: [
        [day, day, 4, estimated, 1],
        [2 * day, day, 4, estimated, 1],
      ],
    });
  });

  test('within a day, and of a day at any hour, is left whole', () => {
    expect(tidied([[midnight + day, day, 8]])).toMatchObject({ isSame: true, cut: 0 });
    expect(tidied([[midnight + 9 * hour, day, 8]])).toMatchObject({ isSame: true });
    // Twenty-five hours from one midnight are a day and an hour of the next.
    expect(tidied([[midnight + 25 * hour, 25 * hour, 25]])).toMatchObject({
      cut: 1,
      read: [
        [day, day, 24, estimated, 1],
        [25 * hour, hour, 1, estimated, 1],
      ],
    });
  });

  test('over a day of 23 hours is cut where its days begin', () => {
    const since = days.begin(springDay);
    expect(tidied([[since + 47 * hour, 47 * hour, 47]], since)).toMatchObject({
      cut: 1,
      read: [
        [23 * hour, 23 * hour, 23, estimated, 1],
        [47 * hour, day, 24, estimated, 1],
      ],
    });
    // A day that ends half an hour after one of 23 hours began half an hour before it: on three days.
    expect(tidied([[since + 23 * hour + 1800, day, 48]], since)).toMatchObject({
      cut: 1,
      read: [
        [0, 1800, 1, estimated, 1],
        [23 * hour, 23 * hour, 46, estimated, 1],
        [23 * hour + 1800, 1800, 1, estimated, 1],
      ],
    });
    expect(tidied([[since + 23 * hour, day, 24]], since)).toMatchObject({ cut: 0 });
  });

  test('beside other reads, leaves them and their lines as they are', () => {
    expect(
      tidied([
        [midnight + hour, 0, 100],
        [midnight + 2 * hour, hour, 3, edited],
        [midnight + 2 * day, 2 * day, 8],
        [midnight + 2 * day + hour, hour, 4],
      ]).read,
    ).toEqual([
      [hour, 0, 100, measured, 1],
      [2 * hour, hour, 3, edited, 2],
      [day, day, 4, estimated, 3],
      [2 * day, day, 4, estimated, 3],
      [2 * day + hour, hour, 4, measured, 4],
    ]);
  });

  test('that overlaps the one before of its length begins where that ends', () => {
    expect(
      tidied([
        [midnight + 5 * day, 3 * day, 30],
        [midnight + 3 * day, 3 * day, 30],
      ]).read,
    ).toEqual([
      [4 * day, day, 15, estimated, 1],
      [5 * day, day, 15, estimated, 1],
      [day, day, 10, estimated, 2],
      [2 * day, day, 10, estimated, 2],
      [3 * day, day, 10, estimated, 2],
    ]);
    // Those of other lengths, and those that only meet, are beside it.
    expect(
      tidied([
        [midnight + 3 * day, 3 * day, 30],
        [midnight + 6 * day, 3 * day, 30],
      ]).read,
    ).toHaveLength(6);
    expect(
      tidied([
        [midnight + 3 * day, 3 * day, 30],
        [midnight + 4 * day, 2 * day, 30],
      ]).read,
    ).toHaveLength(5);
  });
});
