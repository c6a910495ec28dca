import { describe, expect, test } from 'vitest';
import { belief } from './apportion.ts';
import { hourQuality } from './hour-quality.ts';
import { localDays } from './local-days.ts';
import { packDay, unpackDay } from './pack-day.ts';
import { packReads } from './pack-reads.ts';
import { beginOf, packedDays } from './packed-days.ts';
import type { StoredDay } from './stored-day.ts';
import { wholeDays } from './whole-days.ts';

const days = localDays('America/Los_Angeles');
const [first, springDay, autumnDay] = [20_600, 20_520, 20_758];
const hoursFrom = (begin: number, hours: number, believed: number = belief.measured) => ({
  ...{ importId: 7, from: 0, to: hours },
  lines: Uint32Array.from({ length: hours }, (_, hour) => hour + 2),
  reads: {
    at: Float64Array.from({ length: hours }, (_, hour) => begin + (hour + 1) * 3600),
    seconds: new Float64Array(hours).fill(3600),
    counts: Float64Array.from({ length: hours }, (_, hour) => hour),
    believed: new Uint8Array(hours).fill(believed),
  },
});
const ofDay = (day: number, length = 1, believed?: number) => {
  const begin = days.begin(day);
  return hoursFrom(begin, (days.begin(day + length) - begin) / 3600, believed);
};
const appended = (arrived: ReturnType<typeof hoursFrom>, known: readonly StoredDay[] = []) => {
  const into = packedDays(200);
  const isWhole = wholeDays(arrived, { meterId: 4, days, known }, into);
  const rows = Array.from({ length: into.length }, (_, row) => {
    const { counts, quality, opening } = unpackDay(into.bytes.subarray(beginOf(into, row), into.end[row]));
    expect(opening).toBeUndefined();
    return [into.meterId[row], into.day[row], into.firstLine[row], into.lastLine[row], [...counts], [...quality]];
  });
  return isWhole ? rows : ['weighed', rows.length];
};
const rising = (from: number, hours: number) => Array.from({ length: hours }, (_, hour) => from + hour);

test('whole days of hourly use are a row each, with the lines they stand on', () => {
  expect(appended(ofDay(first, 2))).toEqual([
    [4, first, 2, 25, rising(0, 24), Array(24).fill(hourQuality.measured)],
    [4, first + 1, 26, 49, rising(24, 24), Array(24).fill(hourQuality.measured)],
  ]);
  expect(appended(ofDay(first, 1, belief.estimated))).toEqual([
    [4, first, 2, 25, rising(0, 24), Array(24).fill(hourQuality.estimated)],
  ]);
});

test.each([
  ['spring', springDay, 23],
  ['autumn', autumnDay, 25],
])('the day on which clocks change in %s is as whole', (_, day, hours) => {
  expect(appended(ofDay(day))).toEqual([[4, day, 2, hours + 1, rising(0, hours), Array(hours).fill(0)]]);
});

describe('anything else is weighed', () => {
  const begin = days.begin(first);
  const changed = (change: (reads: ReturnType<typeof hoursFrom>['reads']) => void) => {
    const arrived = ofDay(first);
    change(arrived.reads);
    return arrived;
  };
  test.each([
    ['less than a day', hoursFrom(begin, 22)],
    ['a day without its first hour', hoursFrom(begin + 3600, 23)],
    ['a day without its last', hoursFrom(begin, 23)],
    ['a day and an hour', hoursFrom(begin, 25)],
    ['a day from another hour on', hoursFrom(begin + 3600, 24)],
    ['off the hour', hoursFrom(begin + 60, 24)],
    ['an hour late', changed(({ at }) => at.fill((at[5] ?? 0) + 60, 5, 6))],
    ['a length of its own', changed(({ seconds }) => seconds.fill(900, 5, 6))],
    ['a register', changed(({ seconds }) => seconds.fill(0))],
    ['more than an hour can hold', changed(({ counts }) => counts.fill(2_147_000_001, 5, 6))],
  ])('%s', (_, arrived) => {
    expect(appended(arrived)).toEqual(['weighed', 0]);
  });

  test('as much as an hour can hold is none of it', () => {
    expect(appended(changed(({ counts }) => counts.fill(2_147_000_000, 5, 6)))).toHaveLength(1);
  });
});

describe('days that are known', () => {
  const hours = (opening?: number) =>
    packDay({ counts: new Int32Array(24), quality: new Uint8Array(24), ...(opening !== undefined && { opening }) });
  const standing = (day: number, more: object = {}): StoredDay => ({
    ...{ day, said: [] },
    standing: { day, importId: 1, firstLine: 1, lastLine: 24, hours: hours(), ...more },
  });
  const said = [{ importId: 1, firstLine: 1, lastLine: 1, packed: packReads(hoursFrom(0, 1).reads) }];

  test.each([
    ['beside, of their own hours alone', [standing(first - 1), standing(first + 2)], true],
    ['the first', [standing(first)], false],
    ['the last', [standing(first + 1)], false],
    ['beside, of registers', [standing(first - 1, { hours: hours(5) })], false],
    ['beside, between two registers', [standing(first - 1, { firstLine: 0 })], false],
    ['beside, of which reads are kept', [{ ...standing(first - 1), said }], false],
    ['beside, of which nothing stands', [{ day: first - 1, said: [] }], false],
    ['one of several', [standing(first - 2), standing(first)], false],
  ])('%s', (_, known, isWhole) => {
    expect(appended(ofDay(first, 2), known)[0] !== 'weighed').toBe(isWhole);
  });
});

test('rows of several meters lie side by side', () => {
  const into = packedDays(200);
  expect(wholeDays(ofDay(first), { meterId: 4, days, known: [] }, into)).toBe(true);
  expect(wholeDays(hoursFrom(days.begin(first), 25), { meterId: 5, days, known: [] }, into)).toBe(false);
  expect(wholeDays(ofDay(first + 1), { meterId: 6, days, known: [] }, into)).toBe(true);
  expect([into.length, into.meterId[0], into.meterId[1], beginOf(into, 0), beginOf(into, 1)]).toEqual([
    ...[2, 4, 6, 0, into.end[0]],
  ]);
  expect(unpackDay(into.bytes.subarray(beginOf(into, 1), into.end[1])).counts[23]).toBe(23);
});
