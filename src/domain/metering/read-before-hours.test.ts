import { describe, expect, test } from 'vitest';
import { hourQuality } from './hour-quality.ts';
import { hourSpan } from './hour-span.ts';
import type { HourlyUse } from './hourly-use.ts';
import { readBeforeHours, readFromHours } from './read-from-hours.ts';
import type { RegisterRead } from './register-read.ts';

const { edited, estimated, measured, missing, suspect } = hourQuality;
const day = (text: string) => Temporal.PlainDate.from(text);
const register = { serial: 'M1', unit: 'gal', multiplier: '10', dials: 4 } as const;
const rules = { weeks: 1, maxMissingPercent: 10 };
const kept = (count: number, on: string, carried?: string): RegisterRead => ({
  ...{ on: day(on), count, quality: 'measured' },
  ...(carried !== undefined && { fromHours: { hours: 24, estimated: 0, carried } }),
});

/** Ten days of so many gallons an hour from 1 June on. */
function hours(gallons: (hour: number) => number, quality: (hour: number) => number = () => measured): HourlyUse {
  const span = hourSpan('America/Los_Angeles', day('2026-06-01'), 10);
  return {
    ...{ span, register: { unit: 'gal', multiplier: '1' } as const },
    counts: Int32Array.from({ length: span.hours }, (_, hour) => gallons(hour)),
    quality: Uint8Array.from({ length: span.hours }, (_, hour) => quality(hour)),
  };
}
const five = hours(() => 5);
const shownAfter = (use: HourlyUse, from = kept(100, '2026-06-02'), on = '2026-06-04', by = rules) =>
  readFromHours({ register, use, from }, day(on), by);
const shownBefore = (use: HourlyUse, to = kept(100, '2026-06-04'), on = '2026-06-02', by = rules) =>
  readBeforeHours({ register, use, to }, day(on), by);

describe('what a register shows after a read, by every hour since', () => {
  test('is whole counts; the part of one is carried', () => {
    // 48 hours of 5 gallons are 24 counts of ten.
    expect(shownAfter(five)).toEqual({
      ...{ on: day('2026-06-04'), count: 124, quality: 'hourly' },
      fromHours: { hours: 48, estimated: 0, carried: '0' },
    });
    expect(shownAfter(hours((hour) => (hour === 30 ? 8 : 5)))).toMatchObject({
      count: 124,
      fromHours: { carried: '3/10' },
    });
    expect(
      shownAfter(
        hours((hour) => (hour === 30 ? 8 : 5)),
        kept(100, '2026-06-02', '7/10'),
      ),
    ).toMatchObject({
      count: 125,
      fromHours: { carried: '0' },
    });
  });

  test('goes round the dials', () => {
    expect(shownAfter(five, kept(9980, '2026-06-02'))).toMatchObject({ count: 4 });
  });

  test('is none where the hours run back', () => {
    expect(shownAfter(hours(() => -1))).toBeUndefined();
    expect(shownAfter(hours((hour) => (hour === 30 ? -235 : 5)))).toMatchObject({ count: 100 });
    expect(shownAfter(hours((hour) => (hour === 30 ? -236 : 5)))).toBeUndefined();
  });

  test.each([
    ['measured', measured, 'hourly', 0],
    ['set by a person', edited, 'hourly', 0],
    ['estimated', estimated, 'estimated', 1],
    ['doubted', suspect, 'estimated', 1],
    ['missing', missing, 'estimated', 1],
  ])('with one hour %s', (_, quality, kind, guessed) => {
    expect(
      shownAfter(
        hours(
          () => 5,
          (hour) => (hour === 30 ? quality : measured),
        ),
      ),
    ).toMatchObject({
      ...{ count: 124, quality: kind },
      fromHours: { hours: 48, estimated: guessed },
    });
  });

  test('where no more than a tenth is missing, which like days fill', () => {
    const without = (from: number, until: number) =>
      hours(
        (hour) => (hour >= from && hour < until ? 0 : 5),
        (hour) => (hour >= from && hour < until ? missing : measured),
      );
    expect(shownAfter(without(30, 34))).toMatchObject({ count: 124, fromHours: { estimated: 4 } });
    expect(shownAfter(without(30, 35))).toBeUndefined();
    expect(shownAfter(without(30, 35), undefined, undefined, { ...rules, maxMissingPercent: 11 })).toMatchObject({
      count: 124,
    });
    // What is missing outside is none of it.
    expect(shownAfter(without(0, 24))).toMatchObject({ count: 124, quality: 'hourly' });
    expect(shownAfter(without(72, 90))).toMatchObject({ count: 124, quality: 'hourly' });
  });

  test('as on days like it, not as in the hours beside', () => {
    // Fifty gallons at seven each morning, and nothing else.
    const use = hours(
      (hour) => (hour % 24 === 7 && hour !== 31 ? 50 : 0),
      (hour) => (hour === 31 ? missing : measured),
    );
    expect(shownAfter(use)).toMatchObject({ count: 110, fromHours: { estimated: 1 } });
    const last = hours(
      (hour) => (hour % 24 === 23 && hour !== 71 ? 50 : 0),
      (hour) => (hour === 71 || hour === 72 ? missing : measured),
    );
    // The hour after the last day is missing, too, and is none of it.
    expect(shownAfter(last)).toMatchObject({ count: 110, fromHours: { estimated: 1 } });
  });

  test('where several stretches are missing, each is filled', () => {
    const holes = new Set([30, 32, 33, 71]);
    const use = hours(
      (hour) => (holes.has(hour) ? 0 : 5),
      (hour) => (holes.has(hour) ? missing : measured),
    );
    expect(shownAfter(use)).toMatchObject({ count: 124, fromHours: { estimated: 4 } });
  });

  test('within the days that are known', () => {
    expect(shownAfter(five, kept(100, '2026-06-01'), '2026-06-11')).toMatchObject({ count: 220 });
    expect(shownAfter(five, kept(100, '2026-05-31'), '2026-06-04')).toBeUndefined();
    expect(shownAfter(five, kept(100, '2026-06-02'), '2026-06-12')).toBeUndefined();
    expect(shownAfter(five, kept(100, '2026-06-04'), '2026-06-04')).toBeUndefined();
    expect(shownAfter(five, kept(100, '2026-06-05'), '2026-06-04')).toBeUndefined();
  });

  test('in the register’s own unit', () => {
    const use = { ...five, register: { unit: 'kgal', multiplier: '0.01' } as const };
    expect(shownAfter(use)).toMatchObject({ count: 100 + 5 * 48 });
  });
});

describe('what it showed before the only read there is', () => {
  test('is that, less every hour until it; part of a count is none', () => {
    expect(shownBefore(five)).toEqual({
      ...{ on: day('2026-06-02'), count: 76, quality: 'hourly' },
      fromHours: { hours: 48, estimated: 0, carried: '0' },
    });
    expect(shownBefore(hours((hour) => (hour === 30 ? 14 : 5)))).toMatchObject({ count: 76 });
    expect(
      shownBefore(
        hours(
          () => 5,
          (hour) => (hour === 30 ? estimated : measured),
        ),
      ),
    ).toMatchObject({
      ...{ count: 76, quality: 'estimated' },
      fromHours: { estimated: 1 },
    });
  });

  test('goes round the dials', () => {
    expect(shownBefore(five, kept(20, '2026-06-04'))).toMatchObject({ count: 9996 });
    expect(shownBefore(five, kept(24, '2026-06-04'))).toMatchObject({ count: 0 });
  });

  test('is none where the hours run back, or are not known', () => {
    expect(shownBefore(hours(() => -1))).toBeUndefined();
    expect(shownBefore(hours(() => 0))).toMatchObject({ count: 100 });
    expect(shownBefore(five, kept(100, '2026-06-02'), '2026-06-04')).toBeUndefined();
  });
});
