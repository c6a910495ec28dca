import type { VolumeUnit } from '../../domain/kernel/index.ts';
import {
  beginOf,
  dateOfDay,
  dayOfDate,
  type KnownDay,
  neighbourDays,
  type PackedDays,
  packDay,
  packReads,
  type Said,
  type StandingDay,
  unpackDay,
  unpackReads,
} from '../../domain/metering/index.ts';
import { CopyRows } from '../copy-rows.ts';
import type { Database } from '../database.ts';
import { ensureMonths, partitionOf } from './intervals.ts';

/** Days of a meter, by their number since 1970. */
export interface DaysOfMeter {
  readonly meterId: number;
  readonly from: number;
  readonly to: number;
}

interface StoredRow {
  readonly meter_id: number;
  readonly day: number;
  readonly import_id: number;
  readonly first_line: number;
  readonly last_line: number;
  readonly bytes: Uint8Array;
}

/** What the store knows about these days and of the nearest days with reads around them, by meter. */
export async function knownDaysOf(
  tx: Database,
  asked: readonly DaysOfMeter[],
  neighbours: number = neighbourDays,
): Promise<ReadonlyMap<number, readonly KnownDay[]>> {
  const known: DaysByMeter = new Map();
  await addDays(
    tx,
    known,
    asked.map((one) => ({ ...one, from: one.from - neighbours, to: one.to + neighbours })),
  );
  // Farther only on the side that lacks days, and the sides apart: after last night's reads there is nothing to look at.
  const near = new Map([...known].map(([meterId, days]) => [meterId, daysWithReads(days)]));
  const lacks = (one: DaysOfMeter, isThere: (day: number) => boolean) =>
    (near.get(one.meterId) ?? []).filter(isThere).length < neighbours;
  const before = asked
    .filter((one) => lacks(one, (day) => day < one.from))
    .map(({ meterId, from }) => ({ meterId, day: from - neighbours }));
  const after = asked
    .filter((one) => lacks(one, (day) => day > one.to))
    .map(({ meterId, to }) => ({ meterId, day: to + neighbours }));
  await addDays(tx, known, await farDays(tx, before, { where: 'before', neighbours }));
  await addDays(tx, known, await farDays(tx, after, { where: 'after', neighbours }));
  return new Map([...known].map(([meterId, days]) => [meterId, [...days.values()].sort((a, b) => a.day - b.day)]));
}

/**
 * From a day on, in one direction, up to the second day with reads (or the fourth), however far: a register that was silent for months
 * tells what ran in all. First some weeks, then everything, of those alone who said less in the weeks.
 */
async function farDays(tx: Database, asked: readonly FromDay[], direction: Direction): Promise<DaysOfMeter[]> {
  const near = await daysWithReadsFrom(tx, asked, { ...direction, within: weeksLookedAt });
  const enough = new Set(near.flatMap((row) => (row.found < direction.neighbours ? [] : [row.meter_id])));
  const silent = asked.filter(({ meterId }) => !enough.has(meterId));
  const far = await daysWithReadsFrom(tx, silent, { ...direction, within: allDays });
  return [...near.filter((row) => enough.has(row.meter_id)), ...far].map(
    ({ meter_id: meterId, from_day: day, farthest }) =>
      direction.where === 'before'
        ? { meterId, from: farthest, to: day - 1 }
        : { meterId, from: day + 1, to: farthest },
  );
}

interface FromDay {
  readonly meterId: number;
  readonly day: number;
}

interface Direction {
  readonly where: 'before' | 'after';
  readonly neighbours: number;
}

interface FarRow {
  readonly meter_id: number;
  readonly from_day: number;
  readonly farthest: number;
  /** How many days with reads there are up to it. */
  readonly found: number;
}

/** Two months' tables or three. */
const weeksLookedAt = 45;
/** More than any register has. */
const allDays = 100_000;

/** The nearest days with reads of each meter, ranked meter by meter: so each machine that has meters ranks its own (ADR 0028). */
async function daysWithReadsFrom(
  tx: Database,
  asked: readonly FromDay[],
  { where, neighbours, within }: Direction & { readonly within: number },
): Promise<readonly FarRow[]> {
  if (asked.length === 0) return [];
  const [order, farthest] = where === 'before' ? ['desc', 'min'] : ['asc', 'max'];
  const beside =
    where === 'before' ? ['asked.day - $3::int', 'asked.day - 1'] : ['asked.day + 1', 'asked.day + $3::int'];
  const days = asked.map((one) => one.day);
  const [first, last] = [days.reduce((a, b) => Math.min(a, b)), days.reduce((a, b) => Math.max(a, b))];
  const of = (table: string) =>
    `select d.meter_id, asked.day as from_day, d.day
     from unnest($1::int[], $2::date[]) as asked (meter_id, day)
     join ${table} d on d.meter_id = asked.meter_id
       and d.day between ${beside[0]} and ${beside[1]} and d.day between $4 and $5`;
  return await tx.query<FarRow>(
    `select meter_id, from_day - '1970-01-01' as from_day, ${farthest}(day) - '1970-01-01' as farthest, max(place)::int as found
     from (
       select meter_id, from_day, day, dense_rank() over (partition by meter_id, from_day order by day ${order}) as place
       from (${of('meter_day')} and d.first_line > 0 union all ${of('received_day')}) said
     ) ranked
     where place <= ${neighbours}
     group by meter_id, from_day`,
    [
      asked.map((one) => one.meterId),
      days.map(dateOfDay),
      within,
      // The months outside are not even looked at.
      dateOfDay(where === 'before' ? first - within : first),
      dateOfDay(where === 'before' ? last : last + within),
    ],
  );
}

type DaysByMeter = Map<number, Map<number, { standing?: StandingDay; said: Said[]; day: number }>>;

const daysWithReads = (days: ReadonlyMap<number, KnownDay>): number[] =>
  [...days.values()].filter((one) => one.said.length > 0 || (one.standing?.firstLine ?? 0) > 0).map((one) => one.day);

async function addDays(tx: Database, known: DaysByMeter, asked: readonly DaysOfMeter[]): Promise<void> {
  if (asked.length === 0) return;
  const rowsOf = (table: 'meter_day' | 'received_day', column: 'hours' | 'reads') =>
    tx.query<StoredRow>(
      `select d.meter_id, d.day - '1970-01-01' as day, d.import_id, d.first_line, d.last_line, d.${column} as bytes
       from unnest($1::int[], $2::date[], $3::date[]) as asked (meter_id, first_day, last_day)
       join ${table} d on d.meter_id = asked.meter_id
         and d.day between asked.first_day and asked.last_day and d.day between $4 and $5`,
      [
        asked.map((one) => one.meterId),
        asked.map((one) => dateOfDay(one.from)),
        asked.map((one) => dateOfDay(one.to)),
        // The months outside are not even looked at.
        dateOfDay(asked.reduce((first, one) => Math.min(first, one.from), Number.POSITIVE_INFINITY)),
        dateOfDay(asked.reduce((last, one) => Math.max(last, one.to), Number.NEGATIVE_INFINITY)),
      ],
    );
  const dayOf = (row: StoredRow) => {
    const days = known.get(row.meter_id) ?? new Map();
    known.set(row.meter_id, days);
    const day = days.get(row.day) ?? { day: row.day, said: [] };
    days.set(row.day, day);
    return day;
  };
  for (const row of await rowsOf('meter_day', 'hours')) {
    dayOf(row).standing = { ...linesOf(row), day: row.day, hours: row.bytes };
  }
  for (const row of await rowsOf('received_day', 'reads')) {
    dayOf(row).said.push({ ...linesOf(row), reads: unpackReads(row.bytes) });
  }
}

const linesOf = ({ import_id, first_line, last_line }: StoredRow) => ({
  importId: import_id,
  firstLine: first_line,
  lastLine: last_line,
});

/** Rows of many meters to write together. */
export interface DaysToWrite {
  readonly standing: (StandingDay & { readonly meterId: number })[];
  /** New rows that stand, of days of which nothing was there. */
  readonly whole?: { readonly importId: number; readonly days: PackedDays };
  readonly said: (Said & { readonly meterId: number; readonly day: number })[];
  /** Rows that were there and go, or are replaced by those above. */
  readonly goneStanding: { readonly meterId: number; readonly day: number }[];
  readonly goneSaid: { readonly meterId: number; readonly day: number; readonly importId?: number }[];
}

/** Writes settled days by `COPY`, month by month into the months' own tables: a third faster than through the parent. */
export async function writeDays(tx: Database, { standing, whole, said, goneStanding, goneSaid }: DaysToWrite) {
  const months = new Set([...standing, ...said].map((row) => monthOf(row.day)));
  if (whole !== undefined) addMonths(months, whole.days);
  await ensureMonths(
    tx,
    [...months].map((month) => Temporal.PlainDate.from(`${month}-01`)),
  );
  await deleteDays(tx, 'meter_day', goneStanding);
  await deleteDays(
    tx,
    'received_day',
    goneSaid.filter((one) => one.importId === undefined),
  );
  await deleteSayings(
    tx,
    goneSaid.flatMap(({ importId, ...one }) => (importId === undefined ? [] : [{ ...one, importId }])),
  );
  for (const month of months) {
    const ofMonth = (row: { readonly day: number }) => monthOf(row.day) === month;
    await copyInto(tx, 'meter_day', month, (copied) => {
      for (const row of standing.filter(ofMonth)) copyRow(copied, row, row.hours);
      if (whole !== undefined) copyWhole(copied, month, whole);
    });
    await copyInto(tx, 'received_day', month, (copied) => {
      for (const row of said.filter(ofMonth)) copyRow(copied, row, packReads(row.reads));
    });
  }
}

async function copyInto(
  tx: Database,
  table: 'meter_day' | 'received_day',
  month: string,
  fill: (copied: CopyRows) => void,
): Promise<void> {
  const copied = new CopyRows(6);
  fill(copied);
  if (copied.rows === 0) return;
  const bytes = table === 'meter_day' ? 'hours' : 'reads';
  await tx.copyIn(
    `copy ${partitionOf(table, month)} (meter_id, day, import_id, first_line, last_line, ${bytes})
     from stdin (format binary)`,
    copied.end(),
  );
}

/** Of the six columns: four bytes of length each, and of the five numbers four more. */
const fixedBytes = 6 * 4 + 5 * 4;

function copyRow(
  copied: CopyRows,
  row: { readonly meterId: number; readonly day: number } & Pick<StandingDay, 'importId' | 'firstLine' | 'lastLine'>,
  bytes: Uint8Array,
): void {
  copied.begin(fixedBytes + bytes.length);
  copied.int(row.meterId);
  copied.date(row.day);
  copied.int(row.importId);
  copied.int(row.firstLine);
  copied.int(row.lastLine);
  copied.bytes(bytes, 0, bytes.length);
}

function copyWhole(
  copied: CopyRows,
  month: string,
  { importId, days }: { readonly importId: number; readonly days: PackedDays },
): void {
  const first = Temporal.PlainDate.from(`${month}-01`);
  const [from, until] = [dayOfDate(first), dayOfDate(first.add({ months: 1 }))];
  for (let row = 0; row < days.length; row++) {
    const day = days.day[row] ?? 0;
    if (day < from || day >= until) continue;
    const [begin, end] = [beginOf(days, row), days.end[row] ?? 0];
    copied.begin(fixedBytes + end - begin);
    copied.int(days.meterId[row] ?? 0);
    copied.date(day);
    copied.int(importId);
    copied.int(days.firstLine[row] ?? 0);
    copied.int(days.lastLine[row] ?? 0);
    copied.bytes(days.hours, begin, end);
  }
}

function addMonths(into: Set<string>, { length, day }: PackedDays): void {
  for (let row = 0; row < length; row++) into.add(monthOf(day[row] ?? 0));
}

const months = new Map<number, string>();
function monthOf(day: number): string {
  let month = months.get(day);
  if (month === undefined) {
    month = dateOfDay(day).toPlainYearMonth().toString();
    months.set(day, month);
  }
  return month;
}

async function deleteDays(
  tx: Database,
  table: 'meter_day' | 'received_day',
  days: readonly { readonly meterId: number; readonly day: number }[],
): Promise<void> {
  if (days.length === 0) return;
  await tx.query(
    `delete from ${table} d using unnest($1::int[], $2::date[]) as gone (meter_id, day)
     where d.meter_id = gone.meter_id and d.day = gone.day`,
    [days.map((one) => one.meterId), days.map((one) => dateOfDay(one.day))],
  );
}

async function deleteSayings(
  tx: Database,
  days: readonly { readonly meterId: number; readonly day: number; readonly importId: number }[],
): Promise<void> {
  if (days.length === 0) return;
  await tx.query(
    `delete from received_day d using unnest($1::int[], $2::date[], $3::int[]) as gone (meter_id, day, import_id)
     where d.meter_id = gone.meter_id and d.day = gone.day and d.import_id = gone.import_id`,
    [days.map((one) => one.meterId), days.map((one) => dateOfDay(one.day)), days.map((one) => one.importId)],
  );
}

export interface ChannelToKeep {
  readonly meterId: number;
  readonly unit: VolumeUnit;
  readonly decimals: number;
}

/** Makes interval channels, or says about a known one that its counts are finer. */
export async function keepChannels(tx: Database, channels: readonly ChannelToKeep[]): Promise<void> {
  if (channels.length === 0) return;
  await tx.query(
    `insert into interval_channel (meter_id, unit, decimals)
     select * from unnest($1::bigint[], $2::text[], $3::smallint[])
     on conflict (meter_id) do update set decimals = excluded.decimals`,
    [
      channels.map((channel) => channel.meterId),
      channels.map((channel) => channel.unit),
      channels.map((channel) => channel.decimals),
    ],
  );
}

/**
 * Counts all that is stored of a meter in units 10^`finer` times smaller: what a feed that begins to say more decimals
 * asks for. The volumes stay the same, to the last digit.
 */
export async function refineMeter(tx: Database, meterId: number, finer: number): Promise<void> {
  const factor = 10 ** finer;
  const standing = await tx.query<{ day: Temporal.PlainDate; hours: Uint8Array }>(
    'select day, hours from meter_day where meter_id = $1',
    [meterId],
  );
  await replaceBytes(
    tx,
    meterId,
    'meter_day',
    'hours',
    standing.map(({ day, hours }) => {
      const packed = unpackDay(hours);
      return {
        day,
        bytes: packDay({
          counts: packed.counts.map((count) => count * factor),
          quality: packed.quality,
          ...(packed.opening === undefined ? {} : { opening: packed.opening * factor }),
        }),
      };
    }),
  );
  const said = await tx.query<{ day: Temporal.PlainDate; import_id: number; reads: Uint8Array }>(
    'select day, import_id, reads from received_day where meter_id = $1',
    [meterId],
  );
  for (const row of said) {
    const reads = unpackReads(row.reads);
    await tx.query('update received_day set reads = $4 where meter_id = $1 and day = $2 and import_id = $3', [
      meterId,
      row.day,
      row.import_id,
      Buffer.from(packReads({ ...reads, counts: reads.counts.map((count) => count * factor) })),
    ]);
  }
}

async function replaceBytes(
  tx: Database,
  meterId: number,
  table: 'meter_day',
  column: 'hours',
  rows: readonly { readonly day: Temporal.PlainDate; readonly bytes: Uint8Array }[],
): Promise<void> {
  await tx.query(
    `update ${table} d set ${column} = decode(t.bytes, 'hex') from unnest($2::date[], $3::text[]) as t (day, bytes)
     where d.meter_id = $1 and d.day = t.day`,
    [meterId, rows.map((row) => row.day), rows.map((row) => Buffer.from(row.bytes).toString('hex'))],
  );
}
