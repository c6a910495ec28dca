import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../../../test/support/properties.ts';
import { addHours, hourTally } from './hour-tally.ts';
import { localDays } from './local-days.ts';
import { packReads, unpackReads } from './pack-reads.ts';
import { beginOf, type PackedDays, packedDays, packedReads } from './packed-days.ts';
import type { Reads, Said } from './reads.ts';
import { risingDays } from './rising-days.ts';
import { type KnownDay, type Settled, settleMeter } from './settle-meter.ts';
import { usualRegisterRules } from './standing-register.ts';

const days = localDays('America/Los_Angeles');
/** A day of 23 hours, and one of 25. */
const [springDay, autumnDay] = [20_520, 20_758];
const meter = { serial: 'SIM-1', rules: usualRegisterRules };

type Row = readonly [at: number, count: number, believed?: number, seconds?: number];
const columns = (rows: readonly Row[]): Reads => ({
  at: Float64Array.from(rows, ([at]) => at),
  seconds: Float64Array.from(rows, ([, , , seconds = 0]) => seconds),
  counts: Float64Array.from(rows, ([, count]) => count),
  believed: Uint8Array.from(rows, ([, , believed = 0]) => believed),
});

/** One file of a meter by day, its lines counted on from `line`. */
function saidBy(importId: number, rows: readonly Row[], line = 2): Map<number, Said> {
  const lines = new Map(rows.map((row, index) => [row, line + index]));
  const lineOf = (row: Row | undefined) => (row === undefined ? 0 : (lines.get(row) ?? 0));
  const byDay = Map.groupBy(rows, ([at]) => days.dayEnding(at));
  return new Map(
    [...byDay].map(([day, some]) => [
      day,
      { importId, firstLine: lineOf(some[0]), lastLine: lineOf(some.at(-1)), reads: columns(some) },
    ]),
  );
}

const weigh = (known: readonly KnownDay[], arrived: ReadonlyMap<number, Said>): Settled =>
  settleMeter({ meter, days, rankOf: (one) => one, known, arrived });

/** What is known of a meter after these files. */
function knownAfter(files: readonly (readonly Row[])[]): readonly KnownDay[] {
  const store = new Map<number, KnownDay>();
  const had = (day: number): KnownDay => store.get(day) ?? { day, said: [] };
  for (const [index, rows] of files.entries()) {
    const settled = weigh(inOrder(store), saidBy(index + 1, rows));
    for (const standing of settled.standing) store.set(standing.day, { ...had(standing.day), standing });
    for (const { day, ...said } of settled.said) store.set(day, { ...had(day), said: [...had(day).said, said] });
    for (const day of settled.told) store.set(day, { ...had(day), said: [] });
    for (const day of settled.cleared) store.set(day, { day, said: had(day).said });
  }
  return inOrder(store);
}
const inOrder = (store: ReadonlyMap<number, KnownDay>) => [...store.values()].sort((a, b) => a.day - b.day);

/** The rows that the short way appends, undefined where it leaves the reads; and those of weighing them. */
function bothWays(known: readonly KnownDay[], rows: readonly Row[], importId = 9) {
  const stored = known.map((one) => ({
    ...one,
    said: one.said.map(({ reads, ...said }) => ({ ...said, packed: packReads(reads) })),
  }));
  // In the midst of other meters' reads, as in a batch.
  const others: readonly Row[] = [[5, 5]];
  const arrived = {
    ...{ importId, reads: columns([...others, ...rows, ...others]), from: 1, to: rows.length + 1 },
    lines: Uint32Array.from({ length: rows.length + 2 }, (_, index) => index + 1),
  };
  const into = { hours: packedDays(3000), reads: packedReads(3000), replaced: [], tally: hourTally() };
  const isRisen = risingDays(arrived, { meterId: 4, rules: usualRegisterRules, days, known: stored }, into);
  const settled = weigh(known, saidBy(importId, rows));
  const standing = rowsOf(into.hours).map(({ bytes, ...row }) => ({ ...row, hours: bytes }));
  const said = rowsOf(into.reads).map(({ bytes, ...row }) => ({ ...row, reads: unpackReads(bytes) }));
  if (!isRisen) expect([standing, said, into.replaced, into.tally]).toEqual([[], [], [], hourTally()]);
  return { short: isRisen ? { standing, said, replaced: into.replaced, tally: into.tally } : undefined, settled };
}
const rowsOf = (rows: PackedDays) =>
  Array.from({ length: rows.length }, (_, row) => {
    expect(rows.meterId[row]).toBe(4);
    return {
      ...{ day: rows.day[row], importId: rows.importId[row] },
      ...{ firstLine: rows.firstLine[row], lastLine: rows.lastLine[row] },
      bytes: rows.bytes.slice(beginOf(rows, row), rows.end[row]),
    };
  });

function expectSame(known: readonly KnownDay[], { short, settled }: ReturnType<typeof bothWays>): void {
  const { standing, said, hours, ...rest } = settled;
  expect(short?.standing).toEqual(standing);
  expect(short?.said.map(plain)).toEqual(said.map(plain));
  const tally = hourTally();
  addHours(tally, hours);
  expect(short?.tally).toEqual(tally);
  const had = new Set(known.flatMap((one) => (one.standing === undefined ? [] : [one.day])));
  expect(short?.replaced.map(({ day }) => day)).toEqual(standing.flatMap(({ day }) => (had.has(day) ? [day] : [])));
  expect(rest).toEqual({
    ...{ cleared: [], told: [], problems: [], moved: { snapped: 0, shared: 0 } },
    tally: { fresh: said.reduce((sum, { reads }) => sum + reads.at.length, 0), changed: 0, duplicate: 0, overtaken: 0 },
  });
}
const plain = ({ reads, ...row }: { readonly reads: Reads }) => ({
  ...row,
  reads: [[...reads.at], [...reads.seconds], [...reads.counts], [...reads.believed]],
});

/** A night of a register that is read every `every` seconds, `offset` seconds after each; it rises by what `use` says. */
function night(day: number, of: { readonly offset?: number; readonly every?: number; readonly from?: number } = {}) {
  const { offset = 420, every = 3600, from = 1000 } = of;
  const rows: Row[] = [];
  for (let at = days.begin(day) + offset; at <= days.begin(day + 1); at += every) {
    rows.push([at, from + Math.floor((at - days.begin(springDay - 3)) / 700)]);
  }
  return rows;
}

describe('nights of a register that rises', () => {
  test.each([
    ['in spring', springDay],
    ['in autumn', autumnDay],
  ])('come to the same as if they were weighed, %s', (_, change) => {
    for (let day = change - 2; day <= change + 2; day += 1) {
      const before = [2, 1].map((back) => night(day - back));
      for (const files of [before, before.slice(1), []]) {
        const known = knownAfter(files);
        const both = bothWays(known, night(day));
        expect(both.short).toBeDefined();
        expectSame(known, both);
      }
    }
  });

  const aNight = fc.record({
    offset: fc.integer({ min: 1, max: 3599 }),
    every: fc.constantFrom(900, 3600, 3600, 3600, 21_600),
    gone: fc.array(fc.nat(30), { maxLength: 6 }),
    believed: fc.array(fc.constantFrom(0, 0, 0, 0, 1, 2), { minLength: 3, maxLength: 3 }),
    flaw: fc.constantFrom(...Array(8).fill('none'), 'dip', 'leap', 'twice', 'interval', 'on the hour', 'turned'),
    at: fc.nat(20),
  });
  type Night = typeof aNight extends fc.Arbitrary<infer One> ? One : never;
  const rowsOfNight = (day: number, { offset, every, gone, believed, flaw, at }: Night): Row[] => {
    const all = night(day, { offset: flaw === 'on the hour' ? 3600 : offset, every });
    const rows = all
      .filter((_, index) => !gone.includes(index))
      .map(([moment, count], index): Row => [moment, count, believed[index % 3] ?? 0]);
    const index = at % Math.max(1, rows.length);
    const row = rows[index];
    if (row === undefined) return rows;
    const [moment, count, how = 0] = row;
    if (flaw === 'dip') rows[index] = [moment, count - 400, how];
    if (flaw === 'leap') rows[index] = [moment, count + 4e12, how];
    if (flaw === 'interval') rows[index] = [moment, 3, how, 3600];
    if (flaw === 'turned')
      return rows.map((one, place): Row => (place < index ? one : [one[0], one[1] - 900, one[2] ?? 0]));
    return rows;
  };

  test('are left to be weighed, or come to the same', () => {
    let short = 0;
    fc.assert(
      fc.property(
        fc.tuple(aNight, aNight, aNight),
        fc.integer({ min: -3, max: 3 }),
        fc.subarray([0, 1]),
        fc.nat(2),
        (all, from, earlier, silent) => {
          const nights = all.map((one, index) =>
            rowsOfNight(springDay + from + index + (index === 2 ? Math.max(0, silent - 1) : 0), one),
          );
          const known = knownAfter(earlier.map((index) => nights[index] ?? []).filter((rows) => rows.length > 0));
          const arrived = nights[2] ?? [];
          if (arrived.length === 0) return;
          const both = bothWays(known, arrived);
          if (both.short === undefined) return;
          short += 1;
          expectSame(known, both);
        },
      ),
      { numRuns: runs(600) },
    );
    expect(short).toBeGreaterThan(0);
  });

  test('of several days in one file are a row each', () => {
    const rows = [0, 1, 2].flatMap((day) => night(springDay + day));
    const known = knownAfter([night(springDay - 1)]);
    const both = bothWays(known, rows);
    expect(both.short?.standing.map(({ day }) => day)).toEqual([-1, 0, 1, 2].map((day) => springDay + day));
    expectSame(known, both);
  });

  test('that nothing changes of the day before leave its row', () => {
    // Nothing ran since the last read, at midnight itself.
    const before = night(springDay - 1, { offset: 1800, every: 1800 }).map(([at]): Row => [at - 1, 7]);
    const known = knownAfter([[...before, [days.begin(springDay), 7]]]);
    const both = bothWays(known, night(springDay));
    expect(both.short?.replaced).toEqual([]);
    expectSame(known, both);
  });

  test('a first read alone has no hours yet', () => {
    const both = bothWays([], night(springDay).slice(0, 1));
    expect(both.short).toMatchObject({ standing: [], said: [{ day: springDay, firstLine: 2, lastLine: 2 }] });
    expectSame([], both);
  });
});

describe('anything else is weighed', () => {
  const known = knownAfter([night(springDay - 2), night(springDay - 1)]);
  const rows = night(springDay);
  const changed = (index: number, row: Row) => rows.map((one, at) => (at === index ? row : one));
  const at = rows[5]?.[0] ?? 0;
  test.each([
    ['a register that went down', known, changed(5, [at, 3])],
    ['one that leapt', known, changed(5, [at, 4e12])],
    ['an interval', known, changed(5, [at, 3, 0, 3600])],
    ['a moment twice', known, [...rows.slice(0, 6), ...rows.slice(5)]],
    ['out of order', known, rows.toReversed()],
    ['a day that begins on the hour', known, night(springDay, { offset: 3600 })],
    ['a day whose reads are there', known, night(springDay - 1)],
    ['a day before what is there', known, night(springDay - 3)],
    ['a day after a silent one', known, night(springDay + 1)],
    ['a silent day within', known, [...rows, ...night(springDay + 2)]],
    [
      'a day before that two files tell',
      knownAfter([night(springDay - 1), night(springDay - 1, { offset: 60 })]),
      rows,
    ],
    ['a day before that its hours tell', knownAfter([night(springDay - 1, { offset: 0 })]), rows],
    ['an interval the day before', knownAfter([[[days.begin(springDay) - 900, 4, 0, 3600]]]), rows],
    ['a register that rose higher before', knownAfter([night(springDay - 1, { from: 9000 })]), rows],
    ['more reads than are laid at once', [], night(springDay, { offset: 7, every: 20 })],
  ] as const)('%s', (_, before, reads) => {
    expect(bothWays(before, [...reads]).short).toBeUndefined();
  });
});
