import type { VolumeUnit } from '../../domain/kernel/index.ts';
import {
  type CountUnit,
  type HourlyUse,
  type HourSpan,
  hourQuality,
  unpackDayInto,
} from '../../domain/metering/index.ts';
import type { Database } from '../database.ts';
import { editedDaysBetween, layEdited } from './edited-days.ts';

/** What a channel's counts are: `10^-decimals` of its unit. */
export const countUnit = (unit: VolumeUnit, decimals: number): CountUnit => ({
  unit,
  multiplier: decimals === 0 ? '1' : `0.${'0'.repeat(decimals - 1)}1`,
});

interface ChannelRow {
  readonly meter_id: number;
  readonly unit: VolumeUnit;
  readonly decimals: number;
}

interface DayRow {
  readonly meter_id: number;
  /** Days from the span's first. */
  readonly index: number;
  readonly hours: Uint8Array;
}

/**
 * A meter's hours over a span, as people decided them where they did; all missing where it has none, undefined where it
 * has no interval channel.
 */
export async function hourlyUseOf(db: Database, meterId: number, span: HourSpan): Promise<HourlyUse | undefined> {
  const use = await saidUseOf(db, meterId, span);
  if (use === undefined) return undefined;
  for (const row of await editedDaysBetween(db, { from: meterId, to: meterId, span })) layEdited(use, row);
  return use;
}

/** A meter's hours as the files alone say them. */
export async function saidUseOf(db: Database, meterId: number, span: HourSpan): Promise<HourlyUse | undefined> {
  const [channel] = await db.query<ChannelRow>(
    'select meter_id, unit, decimals from interval_channel where meter_id = $1',
    [meterId],
  );
  if (channel === undefined) return undefined;
  const use = emptyUse(span, channel);
  const rows = await db.query<Omit<DayRow, 'meter_id'>>(
    `select day - $2::date as index, hours from hours_of_meter($1, $2::date, $3::date)`,
    [meterId, span.firstDay, lastDay(span)],
  );
  for (const row of rows) layDay(use, row);
  return use;
}

const lastDay = (span: HourSpan): Temporal.PlainDate => span.firstDay.add({ days: span.days - 1 });

/** The meters with an interval channel that are scanned at once: 1,000 weeks are 2 MB. */
const metersAtOnce = 1000;

/**
 * Calls `visit` with every metered channel's use over a span, by ascending meter. The `HourlyUse` is one and the same
 * object each time, its arrays overwritten: keep a copy of what must outlast the call.
 */
export async function eachMetersUse(
  db: Database,
  span: HourSpan,
  visit: (meterId: number, use: HourlyUse) => void | Promise<void>,
): Promise<void> {
  const counts = new Int32Array(span.hours);
  const quality = new Uint8Array(span.hours);
  let after = 0;
  for (;;) {
    const channels = await db.query<ChannelRow>(
      'select meter_id, unit, decimals from interval_channel where meter_id > $1 order by meter_id limit $2',
      [after, metersAtOnce],
    );
    const [first, last] = [channels[0], channels.at(-1)];
    if (first === undefined || last === undefined) return;
    const between = { from: first.meter_id, to: last.meter_id, span };
    const rows = await daysBetween(db, between);
    const edited = Map.groupBy(await editedDaysBetween(db, between), (row) => row.meterId);
    let next = 0;
    for (const channel of channels) {
      counts.fill(0);
      quality.fill(hourQuality.missing);
      const use = { span, register: countUnit(channel.unit, channel.decimals), counts, quality };
      for (; (rows[next]?.meter_id ?? Number.POSITIVE_INFINITY) <= channel.meter_id; next++) {
        const row = rows[next];
        if (row?.meter_id === channel.meter_id) layDay(use, row);
      }
      for (const row of edited.get(channel.meter_id) ?? []) layEdited(use, row);
      await visit(channel.meter_id, use);
    }
    after = last.meter_id;
  }
}

const daysBetween = (
  db: Database,
  { from, to, span }: { from: number; to: number; span: HourSpan },
): Promise<DayRow[]> =>
  db.query<DayRow>(
    `select meter_id, day - $3::date as index, hours from meter_day
     where meter_id between $1 and $2 and day between $3::date and $4::date
     order by meter_id`,
    [from, to, span.firstDay, lastDay(span)],
  );

function emptyUse(span: HourSpan, { unit, decimals }: ChannelRow): HourlyUse {
  return {
    span,
    register: countUnit(unit, decimals),
    counts: new Int32Array(span.hours),
    quality: new Uint8Array(span.hours).fill(hourQuality.missing),
  };
}

function layDay(use: HourlyUse, { index, hours }: Omit<DayRow, 'meter_id'>): void {
  unpackDayInto(hours, { counts: use.counts, quality: use.quality, at: use.span.dayStart[index] ?? 0 });
}

/** Makes the months' partitions that are not there yet; two imports at once run one after the other. */
export async function ensureMonths(db: Database, days: Iterable<Temporal.PlainDate>): Promise<void> {
  const months = new Set([...days].map((day) => day.toPlainYearMonth().toString()));
  const known = new Set(
    (
      await db.query<{ name: string }>(
        `select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
         where i.inhparent in ('meter_day'::regclass, 'received_day'::regclass)`,
      )
    ).map((row) => row.name),
  );
  const missing = [...months].filter((month) => tables.some((table) => !known.has(partitionOf(table, month))));
  if (missing.length === 0) return;
  await db.transaction(async (tx) => {
    await tx.query('select pg_advisory_xact_lock($1)', [partitionLock]);
    for (const month of missing) {
      const from = Temporal.PlainYearMonth.from(month);
      for (const table of tables) {
        await tx.query(
          `create table if not exists ${partitionOf(table, month)} partition of ${table}
           for values from ('${month}-01') to ('${from.add({ months: 1 }).toString()}-01')`,
        );
      }
    }
  });
}

const tables = ['meter_day', 'received_day'] as const;
/** Any number, the same in every process. */
const partitionLock = 4_202_605_07;

/** Of `2026-05`: `meter_day_2026_05`. */
export const partitionOf = (table: (typeof tables)[number], month: string): string =>
  `${table}_${month.replace('-', '_')}`;
