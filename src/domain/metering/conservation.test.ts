import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../../../test/support/properties.ts';
import { hourQuality } from './hour-quality.ts';
import { localDays } from './local-days.ts';
import { unpackDay } from './pack-day.ts';
import { orderedReads, type Reads, type Said } from './reads.ts';
import { settleMeter } from './settle-meter.ts';
import { usualRegisterRules } from './standing-register.ts';
import { tidiedReads } from './tidied-reads.ts';

const days = localDays('America/Los_Angeles');
const meter = { serial: 'SIM-1', rules: usualRegisterRules, channel: { unit: 'gal', decimals: 0 } } as const;
/** 2026-03-08 has 23 hours, 2026-11-01 has 25. */
const [springDay, autumnDay] = [20_520, 20_758];

type Row = readonly [at: number, seconds: number, count: number];

/** What stands after a file that says these reads of a meter: hour by hour from its first day on, and what it was told. */
function stored(rows: readonly Row[]) {
  const columns: Reads = {
    at: Float64Array.from(rows, ([at]) => at),
    seconds: Float64Array.from(rows, ([, seconds]) => seconds),
    counts: Float64Array.from(rows, ([, , count]) => count),
    believed: new Uint8Array(rows.length),
  };
  const lines = Uint32Array.from(rows.keys());
  const { arrived, snapped, cut } = tidiedReads({ importId: 1, reads: columns, lines, from: 0, to: rows.length }, days);
  const { reads } = arrived;
  const said = new Map<number, Said>();
  for (const [day, indices] of Map.groupBy(reads.at.keys(), (index) => days.dayEnding(reads.at[index] ?? 0))) {
    const pick = (column: Float64Array | Uint8Array) => indices.map((index) => column[index] ?? 0);
    said.set(day, {
      ...{ importId: 1, firstLine: 1, lastLine: 1 },
      reads: orderedReads({
        ...{ at: Float64Array.from(pick(reads.at)), seconds: Float64Array.from(pick(reads.seconds)) },
        ...{ counts: Float64Array.from(pick(reads.counts)), believed: Uint8Array.from(pick(reads.believed)) },
      }),
    });
  }
  const settled = settleMeter({ meter, days, rankOf: () => 1, known: [], arrived: said });
  let sum = 0;
  const hours = new Map<number, readonly [count: number, quality: number]>();
  for (const row of settled.standing) {
    const { counts, quality } = unpackDay(row.hours);
    for (const [hour, count] of counts.entries()) {
      sum += count;
      hours.set(days.begin(row.day) / 3600 + hour, [count, quality[hour] ?? 0]);
    }
  }
  return { settled, sum, hours, snapped: snapped + settled.moved.snapped, shared: cut + settled.moved.shared };
}

const sumOf = (rows: readonly Row[]): number => rows.reduce((sum, [, , count]) => sum + count, 0);
const firstDay = fc.constantFrom(springDay - 1, springDay, autumnDay - 1, autumnDay, 20_600);

/** A feed of one length, read after read, each end off by up to `jitter` seconds; some reads are missing. */
const chain = (jitterOf: (seconds: number) => number) =>
  fc
    .tuple(
      firstDay,
      fc.constantFrom(300, 900, 1800, 3600, 7200, 14_400, 43_200, 86_400, 90_000, 7 * 86_400, 30 * 86_400),
      fc.integer({ min: 0, max: 86_400 }),
      fc.array(fc.tuple(fc.double({ min: -1, max: 1, noNaN: true }), fc.integer({ min: 0, max: 5000 }), fc.nat(9)), {
        minLength: 1,
        maxLength: 40,
      }),
    )
    .map(([day, seconds, phase, reads]): Row[] =>
      reads.flatMap(([off, count, kept], index): Row[] => {
        const at = days.begin(day) + phase + index * seconds + Math.trunc(off * jitterOf(seconds));
        return kept === 0 ? [] : [[at, seconds, count]];
      }),
    );

describe('what a file says of a meter is what is stored of it', () => {
  test('of intervals of any length at any minute, their ends off by a clock’s jitter, gaps and clock changes between', () => {
    fc.assert(
      fc.property(
        chain((seconds) => Math.min(120, seconds / 30)),
        (rows) => {
          const { sum, settled } = stored(rows);
          expect([sum, settled.problems]).toEqual([sumOf(rows), []]);
        },
      ),
      { numRuns: runs(300) },
    );
  });

  test('of intervals that overlap by as much as half of them: their water is shared, and they are counted', () => {
    fc.assert(
      fc.property(
        chain((seconds) => seconds / 4),
        (rows) => {
          const { sum, settled, shared, snapped } = stored(rows);
          const told = settled.problems.length;
          if (told === 0) expect(sum).toBe(sumOf(rows));
          const isApart = rows.every(
            ([at, seconds], index) => index === 0 || at - seconds >= (rows[index - 1]?.[0] ?? 0),
          );
          if (!isApart) expect(shared + snapped + told).toBeGreaterThan(0);
        },
      ),
      { numRuns: runs(300) },
    );
  });

  test('of a register at any moments, however long it is silent', () => {
    const steps = fc.array(
      fc.tuple(
        fc.oneof(
          fc.integer({ min: 1, max: 90_000 }),
          fc.integer({ min: 60, max: 900 }).map((day) => day * 86_400),
        ),
        fc.nat(9000),
      ),
      { minLength: 1, maxLength: 30 },
    );
    fc.assert(
      fc.property(firstDay, steps, (day, taken) => {
        let [at, count] = [days.begin(day) - 86_400 * 4000 + 17, 5];
        const rows: Row[] = [[at, 0, count]];
        for (const [seconds, rise] of taken) {
          at += seconds;
          count += rise;
          rows.push([at, 0, count]);
        }
        expect(stored(rows).sum).toBe(count - 5);
      }),
      { numRuns: runs(100) },
    );
  });

  test('of hours, the sum of a day and a register beside them, some hours missing: what the register rose by', () => {
    const counts = fc.array(fc.tuple(fc.nat(300), fc.nat(4)), { minLength: 24, maxLength: 72 });
    fc.assert(
      fc.property(firstDay, counts, (day, hours) => {
        const begin = days.begin(day);
        const rows: Row[] = [[begin, 0, 1000]];
        let register = 1000;
        for (const [hour, [count, kept]] of hours.entries()) {
          register += count;
          if (kept > 0) rows.push([begin + (hour + 1) * 3600, 3600, count]);
          if (hour % 24 === 23 || hour === hours.length - 1) rows.push([begin + (hour + 1) * 3600, 0, register]);
        }
        const { sum, settled } = stored(rows);
        expect([sum, settled.problems]).toEqual([register - 1000, []]);
      }),
      { numRuns: runs(200) },
    );
  });

  test('of quarters of an hour beside the hours that hold them: once', () => {
    const quarters = fc.array(fc.nat(50), { minLength: 8, maxLength: 96 });
    fc.assert(
      fc.property(firstDay, quarters, (day, counts) => {
        const begin = days.begin(day);
        const rows = counts.map((count, quarter): Row => [begin + (quarter + 1) * 900, 900, count]);
        const hours = Array.from({ length: Math.floor(counts.length / 4) }, (_, hour): Row => {
          const within = counts.slice(hour * 4, hour * 4 + 4).reduce((sum, count) => sum + count, 0);
          return [begin + (hour + 1) * 3600, 3600, within];
        });
        const { sum, settled } = stored([...rows, ...hours].sort((a, b) => a[0] - b[0] || a[1] - b[1]));
        expect([sum, settled.problems]).toEqual([sumOf(rows), []]);
      }),
      { numRuns: runs(100) },
    );
  });
});

test('three hours that the intervals lack hold what the register says beyond them', () => {
  const begin = days.begin(20_600) + 8 * 3600;
  const rows: Row[] = [
    [1, 9],
    [2, 6],
    [3, 8],
    [7, 20],
    [8, 25],
    [9, 20],
    [10, 22],
    [11, 12],
  ].map(([hour = 0, count = 0]): Row => [begin + hour * 3600, 3600, count]);
  const { hours, sum } = stored([[begin, 0, 5000], ...rows, [begin + 11 * 3600, 0, 5149]]);
  expect(sum).toBe(149);
  const filled = [3, 4, 5].map((hour) => hours.get(begin / 3600 + hour));
  expect(filled.reduce((all, hour) => all + (hour?.[0] ?? 0), 0)).toBe(27);
  expect(filled.every((hour) => hour?.[1] === hourQuality.estimated)).toBe(true);
});

test('the use of a day is estimated hours, of a day of 23 hours too; an hour late by a minute is that hour', () => {
  const day = stored([[days.begin(springDay + 1), 82_800, 46]]);
  expect([...day.hours.values()]).toEqual(Array(23).fill([2, hourQuality.estimated]));
  const begin = days.begin(20_600);
  const late = stored([
    [begin + 3720, 3600, 10],
    [begin + 7140, 3600, 20],
    [begin + 10_920, 3600, 30],
  ]);
  expect([0, 1, 2].map((hour) => late.hours.get(begin / 3600 + hour))).toEqual([
    [10, hourQuality.measured],
    [20, hourQuality.measured],
    [30, hourQuality.measured],
  ]);
  expect(late.snapped).toBe(3);
});

test('an hour that says less than its quarters, and a register that rose by more than the hours: both values are told', () => {
  const begin = days.begin(20_600);
  const quarters = [5, 5, 5, 5].map((count, quarter): Row => [begin + (quarter + 1) * 900, 900, count]);
  const contradicted = stored([...quarters, [begin + 3600, 3600, 12]]);
  expect(contradicted.sum).toBe(20);
  expect(contradicted.settled.problems).toMatchObject([
    { code: 'metering.sum-differs', params: { kept: '20 gal', other: '12 gal' } },
  ]);
  const beside = stored([
    [begin, 0, 100],
    [begin + 3600, 0, 130],
    [begin + 3600, 3600, 20],
  ]);
  expect(beside.settled.problems).toMatchObject([
    { code: 'metering.register-differs', params: { kept: '20 gal', other: '30 gal' } },
  ]);
});
