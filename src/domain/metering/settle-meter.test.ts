import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../../../test/support/properties.ts';
import { hourQuality } from './hour-quality.ts';
import { localDays } from './local-days.ts';
import { packDay, unpackDay } from './pack-day.ts';
import { packReads } from './pack-reads.ts';
import { beginOf, packedDays } from './packed-days.ts';
import { orderedReads, type Reads, type Said } from './reads.ts';
import { type KnownDay, neighbourDaysOfBoth, type Settled, settleMeter } from './settle-meter.ts';
import { usualRegisterRules } from './standing-register.ts';
import { wholeDays } from './whole-days.ts';

const days = localDays('America/Los_Angeles');
const meter = { serial: 'SIM-1', rules: usualRegisterRules };
/** 2026-03-08, a day of 23 hours. */
const changeDay = 20_520;
const begin = days.begin(changeDay);

interface File {
  readonly id: number;
  readonly reads: Reads;
}
type Store = ReadonlyMap<number, KnownDay>;

/** What a file says by local day. */
function saidByDay({ id, reads }: File): Map<number, Said> {
  const arrived = new Map<number, Said>();
  const byDay = Map.groupBy(reads.at.keys(), (index) => days.dayEnding(reads.at[index] ?? 0));
  for (const [day, indices] of byDay) {
    const pick = (column: Float64Array | Uint8Array) => indices.map((index) => column[index] ?? 0);
    arrived.set(day, {
      importId: id,
      firstLine: 1,
      lastLine: 1,
      reads: orderedReads({
        at: Float64Array.from(pick(reads.at)),
        seconds: Float64Array.from(pick(reads.seconds)),
        counts: Float64Array.from(pick(reads.counts)),
        believed: Uint8Array.from(pick(reads.believed)),
      }),
    });
  }
  return arrived;
}

/** What an import of a file does to the store of one meter; the rank of a file is its id. */
function importFile(store: Store, file: File): { store: Store; settled: Settled } {
  const arrived = saidByDay(file);
  const settled = settleMeter({ meter, days, rankOf: (one) => one, known: around(store, arrived), arrived });
  const after = new Map(store);
  for (const row of settled.standing) after.set(row.day, { ...known(after, row.day), standing: row });
  for (const day of settled.cleared) after.set(day, { day, said: known(after, day).said });
  for (const day of settled.told) after.set(day, { ...known(after, day), said: [] });
  for (const { day, ...said } of settled.said) {
    const others = known(after, day).said.filter((one) => one.importId !== said.importId);
    after.set(day, { ...known(after, day), said: [...others, said] });
  }
  return { store: after, settled };
}

const known = (store: Store, day: number): KnownDay => store.get(day) ?? { day, said: [] };

/** No more than the store hands over: the nearest days with reads on both sides, and what lies between. */
function around(store: Store, arrived: ReadonlyMap<number, Said>): KnownDay[] {
  const [first, last] = [Math.min(...arrived.keys()), Math.max(...arrived.keys())];
  const hasReads = (one: KnownDay) => one.said.length > 0 || (one.standing?.firstLine ?? 0) > 0;
  const sorted = [...store.values()].sort((a, b) => a.day - b.day);
  const before = sorted.filter((one) => one.day < first && hasReads(one)).slice(-neighbourDaysOfBoth);
  const after = sorted.filter((one) => one.day > last && hasReads(one)).slice(0, neighbourDaysOfBoth);
  const [from, to] = [before[0]?.day ?? first - 2, after.at(-1)?.day ?? last + 2];
  return sorted.filter((one) => one.day >= from && one.day <= to);
}

const importAll = (files: readonly File[]): Store =>
  files.reduce<Store>((store, file) => importFile(store, file).store, new Map());

/** The whole store as plain data. */
const asData = (store: Store) =>
  [...store.values()]
    .filter((one) => one.standing !== undefined || one.said.length > 0)
    .sort((a, b) => a.day - b.day)
    .map(({ day, standing, said }) => ({
      day,
      standing: standing === undefined ? undefined : { ...standing, hours: [...standing.hours] },
      said: said
        .toSorted((a, b) => a.importId - b.importId)
        .map(({ reads, ...rest }) => ({
          ...rest,
          reads: [[...reads.at], [...reads.seconds], [...reads.counts], [...reads.believed]],
        })),
    }));

const columns = (
  rows: readonly (readonly [at: number, seconds: number, count: number, believed: number])[],
): Reads => ({
  at: Float64Array.from(rows, (row) => row[0]),
  seconds: Float64Array.from(rows, (row) => row[1]),
  counts: Float64Array.from(rows, (row) => row[2]),
  believed: Uint8Array.from(rows, (row) => row[3]),
});

/** Hour `hour` of the register that a test's meter shows, rising by 0 to 9 an hour. */
const registerAt = (hour: number): number => Math.round(5 * hour + 4 * Math.sin(hour));
const hourly = (from: number, to: number): Reads =>
  columns(Array.from({ length: to - from + 1 }, (_, n) => [begin + (from + n) * 3600, 0, registerAt(from + n), 0]));

/** Files of a few days: registers and intervals on and off the hour, now and then a dip, an estimate, a long silence. */
const moment = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: -30, max: 120 }).map((hour) => begin + hour * 3600) },
  { weight: 1, arbitrary: fc.integer({ min: -180, max: 720 }).map((part) => begin + part * 600) },
  { weight: 1, arbitrary: fc.integer({ min: 60, max: 80 }).map((day) => begin + day * 86_400) },
);
const row = fc
  .tuple(moment, fc.constantFrom(0, 0, 0, 3600, 900), fc.integer({ min: -30, max: 30 }), fc.constantFrom(0, 0, 0, 1, 2))
  .map(([at, seconds, noise, believed]): [number, number, number, number] => [
    at,
    seconds,
    seconds === 0 ? 1000 + registerAt(Math.round((at - begin) / 3600)) + (noise > 25 ? noise : 0) : Math.abs(noise),
    believed,
  ]);
const stretch = fc
  .tuple(fc.integer({ min: -30, max: 90 }), fc.integer({ min: 1, max: 60 }), fc.constantFrom(0, 3600))
  .map(([from, length, seconds]) =>
    Array.from({ length }, (_, n): [number, number, number, number] => [
      begin + (from + n) * 3600,
      seconds,
      seconds === 0 ? 1000 + registerAt(from + n) : (from + n) % 7 < 0 ? 0 : Math.abs((from + n) % 7),
      0,
    ]),
  );
const rows = fc.oneof(fc.array(row, { minLength: 1, maxLength: 12 }), stretch);
const files = fc
  .array(rows, { minLength: 2, maxLength: 4 })
  .map((all) => all.map((one, index): File => ({ id: index + 1, reads: columns(one) })));

describe('settling a meter', () => {
  test('any order of the same files gives the same store', () => {
    fc.assert(
      fc.property(
        files.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
        ([all, shuffled]) => {
          expect(asData(importAll(shuffled))).toEqual(asData(importAll(all)));
        },
      ),
      { numRuns: runs(400) },
    );
  });

  test('the same file again changes nothing, and each of its reads is a duplicate', () => {
    fc.assert(
      fc.property(files, fc.nat(3), (all, which) => {
        const store = importAll(all);
        const again = all[which % all.length] ?? { id: 0, reads: columns([]) };
        const { settled } = importFile(store, again);
        expect(settled.standing).toEqual([]);
        expect(settled.said).toEqual([]);
        expect(settled.tally.fresh + settled.tally.changed).toBe(0);
      }),
    );
  });

  test('a file in two pieces, or begun, killed and run again, is as the file at once', () => {
    fc.assert(
      fc.property(rows, fc.nat(100), (all, at) => {
        const cut = at % (all.length + 1);
        const whole: File = { id: 1, reads: columns(all) };
        const begun: File = { id: 1, reads: columns(all.slice(0, cut)) };
        const rest: File = { id: 1, reads: columns(all.slice(cut)) };
        const once = asData(importAll([whole]));
        const nonEmpty = (list: readonly File[]) => list.filter((file) => file.reads.at.length > 0);
        expect(asData(importAll(nonEmpty([begun, rest])))).toEqual(once);
        expect(asData(importAll(nonEmpty([begun, whole])))).toEqual(once);
      }),
    );
  });

  test('hourly registers of several days are kept as hours alone; they add up to the rise', () => {
    const store = importAll([{ id: 1, reads: hourly(0, 71) }]);
    const [beforeIt, first, second, third] = [...store.values()].sort((a, b) => a.day - b.day);
    expect(beforeIt?.standing).toBeUndefined();
    expect([first?.said, second?.said]).toEqual([[], []]);
    const hours = unpackDay(first?.standing?.hours ?? new Uint8Array());
    expect(hours.counts.length).toBe(23);
    expect(hours.opening).toBe(0);
    const sum = [first, second, third].reduce(
      (all, day) => all + unpackDay(day?.standing?.hours ?? new Uint8Array()).counts.reduce((a, b) => a + b, 0),
      0,
    );
    expect(sum).toBe(registerAt(71));
  });

  test('the hour that waits for the next file is filled when it comes, whichever comes first', () => {
    const one: File = { id: 1, reads: hourly(0, 20) };
    const two: File = { id: 2, reads: hourly(24, 50) };
    const store = importAll([two, one]);
    const first = unpackDay(store.get(changeDay)?.standing?.hours ?? new Uint8Array());
    expect(first.quality[10]).toBe(hourQuality.measured);
    expect(first.quality[21]).toBe(hourQuality.estimated);
    expect(first.counts.reduce((a, b) => a + b, 0)).toBe(
      Math.round((registerAt(24) - registerAt(20)) * 0.75) + registerAt(20),
    );
  });

  test('a corrected read of a newer file stands, of an older one does not; neither is lost', () => {
    const correction = columns([[begin + 5 * 3600, 0, registerAt(5) + 1, 0]]);
    const newer = importFile(importAll([{ id: 1, reads: hourly(0, 48) }]), { id: 2, reads: correction });
    expect(newer.settled.tally).toEqual({ fresh: 0, changed: 1, duplicate: 0, overtaken: 0 });
    expect(newer.store.get(changeDay)?.said.map((said) => said.importId)).toEqual([1, 2]);
    const older = importFile(importAll([{ id: 2, reads: hourly(0, 48) }]), { id: 1, reads: correction });
    expect(older.settled.tally).toEqual({ fresh: 0, changed: 0, duplicate: 0, overtaken: 1 });
  });

  const wholeFile = fc
    .tuple(fc.integer({ min: -3, max: 3 }), fc.integer({ min: 1, max: 3 }), fc.constantFrom(0, 0, 1, 2))
    .map(([from, length, believed]) => hoursOfDays(changeDay + from, length, believed));

  test('whole days of hourly use of which nothing is known come to the same without being weighed', () => {
    const daysBefore = hoursOfDays(changeDay - 6, 3, 0);
    const stores = fc.constantFrom<File[]>([], [{ id: 1, reads: columns(daysBefore) }]);
    fc.assert(
      fc.property(stores, wholeFile, (before, reads) => {
        const file = { id: 9, reads: columns(reads) };
        const { quick, settled } = bothWays(importAll(before), file);
        expect(quick).toEqual(settled.standing);
        expect(settled).toEqual(nothingBut(settled, file));
      }),
      { numRuns: runs(200) },
    );
  });

  test.each(['gone', 'late', 'large', 'twice'])('where one of their reads is %s they are weighed', (flaw) => {
    fc.assert(
      fc.property(wholeFile, fc.nat(100), (reads, at) => {
        const file = { id: 9, reads: columns(withFlaw(reads, at % reads.length, flaw)) };
        expect(bothWays(new Map(), file).quick).toBeUndefined();
      }),
    );
  });

  test('whatever is known of their days, they are weighed or come to the same', () => {
    const stores = fc.oneof(
      files,
      wholeFile.map((reads): File[] => [{ id: 1, reads: columns(reads) }]),
    );
    fc.assert(
      fc.property(stores, wholeFile, (before, reads) => {
        const file = { id: 9, reads: columns(reads) };
        const { quick, settled } = bothWays(importAll(before), file);
        if (quick === undefined) return;
        expect(quick).toEqual(settled.standing);
        expect(settled).toEqual(nothingBut(settled, file));
      }),
      { numRuns: runs(400) },
    );
  });
});

/** A file's rows as whole days, undefined where it must be weighed; and as weighing makes them. */
function bothWays(store: Store, file: File) {
  const arrived = saidByDay(file);
  const known = around(store, arrived);
  const lines = new Uint32Array(file.reads.at.length).fill(1);
  const whole = packedDays(file.reads.at.length);
  const columns = { importId: file.id, reads: file.reads, lines, from: 0, to: file.reads.at.length };
  const stored = known.map((one) => ({
    ...one,
    said: one.said.map(({ reads, ...said }) => ({ ...said, packed: packReads(reads) })),
  }));
  const isWhole = wholeDays(columns, { meterId: 1, days, known: stored }, whole);
  const rows = Array.from({ length: whole.length }, (_, row) => ({
    ...{ day: whole.day[row], importId: file.id, firstLine: whole.firstLine[row], lastLine: whole.lastLine[row] },
    hours: whole.bytes.slice(beginOf(whole, row), whole.end[row]),
  }));
  if (!isWhole) expect(rows).toEqual([]);
  const settled = settleMeter({ meter, days, rankOf: (one) => one, known, arrived });
  return { quick: isWhole ? rows : undefined, settled };
}

const nothingBut = ({ standing, hours }: Settled, { reads }: File): Settled => ({
  ...{ standing, cleared: [], said: [], told: [], problems: [], hours, moved: { snapped: 0, shared: 0 } },
  tally: { fresh: reads.at.length, changed: 0, duplicate: 0, overtaken: 0 },
});

type Row = [at: number, seconds: number, count: number, believed: number];

function hoursOfDays(first: number, length: number, believed: number): Row[] {
  const hours = (days.begin(first + length) - days.begin(first)) / 3600;
  return Array.from({ length: hours }, (_, n) => [days.begin(first) + (n + 1) * 3600, 3600, (n * 7) % 11, believed]);
}

function withFlaw(reads: readonly Row[], index: number, flaw: string): Row[] {
  return reads.flatMap((row, n): Row[] => {
    if (n !== index || flaw === 'none') return [row];
    if (flaw === 'gone') return [];
    if (flaw === 'twice') return [row, row];
    return flaw === 'late' ? [[row[0] + 60, row[1], row[2], row[3]]] : [[row[0], row[1], 3_000_000_000, row[3]]];
  });
}

test('an hour that is missing from a day kept as hours alone stays missing when another file has that day', () => {
  const day = changeDay + 1;
  const quality = new Uint8Array(24).fill(hourQuality.missing, 9);
  const hours = packDay({ counts: new Int32Array(24).fill(7, 0, 9), quality });
  const standing = { day, importId: 1, firstLine: 1, lastLine: 9, hours };
  const said = {
    ...{ at: Float64Array.of(days.begin(day) + 11 * 3600), seconds: Float64Array.of(3600) },
    ...{ counts: Float64Array.of(5), believed: Uint8Array.of(0) },
  };
  const { store } = importFile(new Map([[day, { day, standing, said: [] }]]), { id: 2, reads: said });
  const after = unpackDay(store.get(day)?.standing?.hours ?? new Uint8Array());
  expect([...after.quality]).toEqual([...quality].map((known, hour) => (hour === 10 ? hourQuality.measured : known)));
  expect([...after.counts.slice(8, 12)]).toEqual([7, 0, 5, 0]);
});
