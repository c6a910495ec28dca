import { describe, expect, test } from 'vitest';
import { type EstimateMethod, estimateHours } from './estimate-hours.ts';
import { hourQuality } from './hour-quality.ts';
import { hourSpan } from './hour-span.ts';
import type { HourlyUse } from './hourly-use.ts';

const { edited, estimated, missing, suspect } = hourQuality;
/** Days from a Monday on, by day and hour; what `known` says about each hour, measured else. */
function days(
  count: number,
  counted: (day: number, clock: number) => number,
  known: (day: number, clock: number) => number = () => hourQuality.measured,
  firstDay = '2026-06-01',
): HourlyUse {
  const span = hourSpan('America/Los_Angeles', Temporal.PlainDate.from(firstDay), count);
  const each = (of: (day: number, clock: number) => number) =>
    Array.from({ length: span.hours }, (_, hour) => of(span.dayOf[hour] ?? 0, span.hourOfDay[hour] ?? 0));
  return {
    ...{ span, register: { unit: 'gal', multiplier: '1' } as const },
    counts: Int32Array.from(each(counted)),
    quality: Uint8Array.from(each(known)),
  };
}
const estimate = (use: HourlyUse, from: number, until: number, method: EstimateMethod, more: object = {}) => [
  ...estimateHours(use, { from, until }, { method, weeks: 2, ...more }),
];

describe('in a straight line', () => {
  const line = (before: number, after: number, known?: Parameters<typeof days>[2], total?: number) =>
    estimate(
      days(1, (_, clock) => (clock === 9 ? before : clock === 13 ? after : 99), known),
      ...([10, 13, 'linear', total === undefined ? {} : { total }] as const),
    );

  test('from the hour before to the hour after', () => {
    expect(line(4, 12)).toEqual([6, 8, 10]);
    expect(line(12, 4)).toEqual([10, 8, 6]);
  });

  test('level from what is known on one side, and at nothing where neither is', () => {
    const unknown =
      (...hours: readonly number[]) =>
      (_: number, clock: number) =>
        hours.includes(clock) ? missing : hourQuality.measured;
    expect(line(4, 12, unknown(9))).toEqual([12, 12, 12]);
    expect(line(4, 12, unknown(13))).toEqual([4, 4, 4]);
    expect(line(4, 12, unknown(9, 13))).toEqual([0, 0, 0]);
  });

  test('from what a meter counted or a person set, and from no guess', () => {
    const as = (quality: number) => (_: number, clock: number) => (clock === 9 ? quality : hourQuality.measured);
    expect(line(4, 12, as(edited))).toEqual([6, 8, 10]);
    expect(line(4, 12, as(estimated))).toEqual([12, 12, 12]);
    expect(line(4, 12, as(suspect))).toEqual([12, 12, 12]);
  });

  test('of water that flowed back from nothing', () => {
    expect(line(-4, 8)).toEqual([2, 4, 6]);
  });

  test('to what ran in all, where that is known', () => {
    expect(line(4, 12, undefined, 48)).toEqual([12, 16, 20]);
    expect(line(4, 12, undefined, 0)).toEqual([0, 0, 0]);
  });

  test('at the ends of what is known', () => {
    const use = days(1, (_, clock) => clock);
    expect(estimate(use, 0, 3, 'linear')).toEqual([3, 3, 3]);
    expect(estimate(use, 21, 24, 'linear')).toEqual([20, 20, 20]);
  });
});

describe('as on days like it', () => {
  const from = (day: number, clock: number) => day * 24 + clock;
  /** So much at seven on each day of five weeks, from a Monday on. */
  const weekly = (gallons: (day: number) => number, known?: Parameters<typeof days>[2]) =>
    days(35, (day, clock) => (clock === 7 ? gallons(day) : 1), known);

  test('the same hour of the same weekday, two weeks before and after', () => {
    const use = weekly((day) => ({ 0: 1000, 3: 10, 10: 20, 24: 40, 31: 30 })[day] ?? 7);
    expect(estimate(use, from(17, 7), from(17, 8), 'like-day')).toEqual([25]);
    expect(estimate(use, from(17, 7), from(17, 9), 'like-day')).toEqual([25, 1]);
    expect(estimate(use, from(17, 7), from(17, 8), 'like-day', { weeks: 1 })).toEqual([30]);
  });

  test('the same hour of any day, where no such weekday is known', () => {
    const silent = (day: number) => (day % 7 === 3 ? missing : hourQuality.measured);
    expect(
      estimate(
        weekly((day) => (day === 16 ? 33 : 7), silent),
        from(17, 7),
        from(17, 8),
        'like-day',
        { weeks: 1 },
      ),
    ).toEqual([
      // Twelve days of the weeks around are known: eleven of 7 and one of 33.
      Math.round((33 + 11 * 7) / 12),
    ]);
  });

  test('in a straight line, where nothing like it is known', () => {
    const only = (day: number, clock: number) =>
      day === 17 && (clock === 6 || clock === 8) ? hourQuality.measured : missing;
    const use = days(35, (_, clock) => (clock === 6 ? 10 : 20), only);
    expect(estimate(use, from(17, 7), from(17, 8), 'like-day')).toEqual([15]);
  });

  test('not as within the stretch itself', () => {
    const use = weekly((day) => (day === 10 ? 900 : 8));
    // From the hour on the tenth to the hour on the seventeenth: each learns from other weeks alone.
    const filled = estimate(use, from(10, 7), from(17, 8), 'like-day');
    expect([filled[0], filled.at(-1)]).toEqual([8, 8]);
  });

  test('to what ran in all, by the shape of such days', () => {
    const use = weekly((day) => ({ 3: 3, 10: 3, 24: 3, 31: 3 })[day] ?? 7);
    expect(estimate(use, from(17, 7), from(17, 9), 'like-day', { total: 40 })).toEqual([30, 10]);
  });

  test('where the clock changes: an hour that the day has not, and one that it has twice', () => {
    // 8 March has no two o’clock: the weeks beside it say nothing of it, and the days beside do.
    const spring = days(28, (day, clock) => (clock === 2 ? 50 + day : clock), undefined, '2026-02-22');
    const eighth = spring.span.dayStart[14] ?? 0;
    expect(estimate(spring, eighth + 2, eighth + 3, 'like-day', { weeks: 1 })).toEqual([3]);
    const fifteenth = spring.span.dayStart[21] ?? 0;
    expect(estimate(spring, fifteenth + 2, fifteenth + 3, 'like-day', { weeks: 1 })).toEqual([
      // 8 March is skipped, 22 March is beyond the span: of the days beside it, 9 to 14 and 16 to 21 March.
      Math.round(50 + [15, 16, 17, 18, 19, 20, 22, 23, 24, 25, 26, 27].reduce((sum, day) => sum + day, 0) / 12),
    ]);
    const autumn = days(15, (day, clock) => (clock === 1 ? 40 : day), undefined, '2026-10-25');
    const eighthOfNovember = autumn.span.dayStart[14] ?? 0;
    expect(estimate(autumn, eighthOfNovember + 1, eighthOfNovember + 2, 'like-day', { weeks: 1 })).toEqual([40]);
  });
});

test('in the shape that was counted, scaled to what ran in all', () => {
  const use = days(1, (_, clock) => ({ 10: 4, 11: -2, 12: 12 })[clock] ?? 99);
  expect(estimate(use, 10, 13, 'scaled', { total: 8 })).toEqual([2, 0, 6]);
  expect(estimate(use, 10, 13, 'scaled')).toEqual([4, 0, 12]);
});
