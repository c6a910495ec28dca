import { describe, expect, test } from 'vitest';
import { belief } from './apportion.ts';
import type { DayHours } from './day-windows.ts';
import { hourQuality } from './hour-quality.ts';
import { localDays } from './local-days.ts';
import { packDay } from './pack-day.ts';
import type { Reads } from './reads.ts';
import { openingOf, saidByHours, tellsReads } from './reads-as-hours.ts';

const days = localDays('America/Los_Angeles');
const day = 20_600;
const begin = days.begin(day);
const { edited, estimated, measured, missing, suspect } = hourQuality;
const rising = Array.from({ length: 24 }, (_, hour) => hour);

const standing = (quality: (hour: number) => number, opening?: number, firstLine = 2) => ({
  ...{ day, importId: 7, firstLine, lastLine: 25 },
  hours: packDay({
    counts: Int32Array.from(rising),
    quality: Uint8Array.from(rising, quality),
    ...(opening !== undefined && { opening }),
  }),
});

describe('the reads of a day that is kept as hours alone', () => {
  test('are the use of each hour, as believed as it is', () => {
    const kinds = [measured, edited, estimated, suspect];
    const [said, ...others] = saidByHours(
      standing((hour) => kinds[hour % 4] ?? 0),
      days,
    );
    expect(others).toEqual([]);
    expect(said).toMatchObject({ importId: 7, firstLine: 2, lastLine: 25 });
    expect([...(said?.reads.at ?? [])]).toEqual(rising.map((hour) => begin + (hour + 1) * 3600));
    expect([...(said?.reads.seconds ?? [])]).toEqual(Array(24).fill(3600));
    expect([...(said?.reads.counts ?? [])]).toEqual(rising);
    expect([...(said?.reads.believed ?? []).slice(0, 4)]).toEqual([
      ...[belief.measured, belief.edited, belief.estimated, belief.suspect],
    ]);
  });

  test('are a register, where it is known as the day begins', () => {
    const [said] = saidByHours(
      standing(() => measured, 1000),
      days,
    );
    expect([...(said?.reads.seconds ?? [])]).toEqual(Array(24).fill(0));
    expect([...(said?.reads.counts ?? [])].slice(0, 4)).toEqual([1000, 1001, 1003, 1006]);
  });

  test('are none of an hour that is missing, and none of a day between two reads', () => {
    const [said] = saidByHours(
      standing((hour) => (hour === 5 ? missing : measured)),
      days,
    );
    expect([...(said?.reads.counts ?? [])]).toEqual(rising.filter((hour) => hour !== 5));
    expect(said?.reads.at[5]).toBe(begin + 7 * 3600);
    expect(
      saidByHours(
        standing(() => measured, undefined, 0),
        days,
      ),
    ).toEqual([]);
  });
});

describe('the register as a day begins', () => {
  const ending = (at: number, seconds: number): ReadonlyMap<number, Reads> =>
    new Map([
      [
        day - 1,
        {
          ...{ at: Float64Array.of(begin - 7200, at), seconds: Float64Array.of(0, seconds) },
          ...{ counts: Float64Array.of(990, 1000), believed: new Uint8Array(2) },
        },
      ],
    ]);
  const opening = (merged: ReadonlyMap<number, Reads>, of = day) =>
    openingOf({ day: of, days, withReads: Uint32Array.from(merged.keys()), merged });

  test('is the last of the day before, if that is of midnight', () => {
    expect(opening(ending(begin, 0))).toBe(1000);
    expect(opening(ending(begin - 1, 0))).toBeUndefined();
    expect(opening(ending(begin, 3600))).toBeUndefined();
    expect(opening(ending(begin, 0), day + 1)).toBeUndefined();
    expect(opening(new Map())).toBeUndefined();
  });
});

describe('whether a day’s hours tell its reads', () => {
  const nothingDone = { problems: [], snapped: 0, shared: 0 };
  const hoursOf = (quality: (hour: number) => number = () => measured): DayHours => ({
    ...{ counts: Int32Array.from(rising), quality: Uint8Array.from(rising, quality) },
    ...nothingDone,
  });
  const intervals = (change: (reads: Reads) => void = () => undefined): Reads => {
    const reads = {
      at: Float64Array.from(rising, (hour) => begin + (hour + 1) * 3600),
      seconds: new Float64Array(24).fill(3600),
      counts: Float64Array.from(rising),
      believed: new Uint8Array(24),
    };
    change(reads);
    return reads;
  };
  const registers = (change: (reads: Reads) => void = () => undefined): Reads => {
    let register = 1000;
    const counts = rising.map((hour) => {
      register += hour;
      return register;
    });
    const reads = { ...intervals(), seconds: new Float64Array(24), counts: Float64Array.from(counts) };
    change(reads);
    return reads;
  };
  const tells = (reads: Reads, { hours = hoursOf(), opening }: { hours?: DayHours; opening?: number } = {}) =>
    tellsReads({ hours, reads, opening, days, day });

  test('of the use of every hour they do, however it is believed', () => {
    expect(tells(intervals())).toBe(true);
    expect(
      tells(
        intervals(({ believed }) => believed.fill(belief.estimated)),
        { hours: hoursOf(() => estimated) },
      ),
    ).toBe(true);
  });

  test('of a register on every hour they do, where it is known as the day begins', () => {
    expect(tells(registers(), { opening: 1000 })).toBe(true);
    expect(tells(registers())).toBe(false);
    expect(tells(registers(), { opening: 999 })).toBe(false);
  });

  test.each<[string, Reads, DayHours?]>([
    ['another count', intervals(({ counts }) => counts.fill(99, 5, 6))],
    ['another moment', intervals(({ at }) => at.fill((at[5] ?? 0) + 60, 5, 6))],
    ['another length', intervals(({ seconds }) => seconds.fill(900, 5, 6))],
    ['a length that is no hour', intervals(({ seconds }) => seconds.fill(900))],
    ['another belief', intervals(({ believed }) => believed.fill(1, 5, 6))],
    ['an hour missing', intervals(), hoursOf((hour) => (hour === 5 ? missing : measured))],
    ['an hour in doubt', intervals(), hoursOf((hour) => (hour === 5 ? suspect : measured))],
  ])('they do not where there is %s', (_, reads, hours) => {
    expect(tells(reads, hours === undefined ? {} : { hours })).toBe(false);
  });

  test('they do not where a read is gone', () => {
    const short = intervals();
    const less = { ...short, at: short.at.subarray(0, 23) };
    expect(tells(less)).toBe(false);
  });

  test.each<[string, Reads, DayHours?]>([
    ['is believed less', registers(({ believed }) => believed.fill(1, 5, 6))],
    ['says another count', registers(({ counts }) => counts.fill(9999, 5, 6))],
    ['has an hour in doubt', registers(), hoursOf((hour) => (hour === 5 ? suspect : measured))],
    ['has an interval beside', registers(({ seconds }) => seconds.fill(3600, 5, 6))],
  ])('nor where a register %s', (_, reads, hours) => {
    expect(tells(reads, { opening: 1000, ...(hours !== undefined && { hours }) })).toBe(false);
  });
});
