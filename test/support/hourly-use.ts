import { type HourlyUse, type HourSpan, packDay } from '../../src/domain/metering/index.ts';
import type { Database } from '../../src/store/database.ts';
import { ensureMonths } from '../../src/store/metering/intervals.ts';

/** Stores a meter's hours as an import would: its channel, one import, one row a day. */
export async function storeHours(db: Database, meterId: number, use: HourlyUse): Promise<void> {
  const { span, register, counts, quality } = use;
  const days = Array.from({ length: span.days }, (_, day) => span.firstDay.add({ days: day }));
  await ensureMonths(db, days);
  await db.query(
    'insert into interval_channel (meter_id, unit, decimals) values ($1, $2, $3) on conflict (meter_id) do nothing',
    [meterId, register.unit, register.multiplier === '1' ? 0 : register.multiplier.length - 2],
  );
  const [imported] = await db.query<{ id: number }>(
    `insert into reads_import (file_name, sha256, format, received_at, received_by, finished_at)
     values ('hours.csv', encode(sha256(($1 || clock_timestamp()::text)::bytea), 'hex'), 'csv', now(), 'test', now())
     returning id`,
    [`${meterId}`],
  );
  const hours = days.map((_, day) => {
    const [from, to] = [span.dayStart[day], span.dayStart[day + 1]];
    return Buffer.from(packDay({ counts: counts.slice(from, to), quality: quality.slice(from, to) })).toString('hex');
  });
  await db.query(
    `insert into meter_day (meter_id, day, import_id, first_line, last_line, hours)
     select $1, day, $2, 1, 1, decode(hours, 'hex') from unnest($3::date[], $4::text[]) as t (day, hours)
     on conflict (meter_id, day) do update set hours = excluded.hours, import_id = excluded.import_id`,
    [meterId, imported?.id, days, hours],
  );
}

/** Meters of a size, by their serial numbers; returns their ids in order. */
export async function openMeters(db: Database, serials: readonly string[]): Promise<number[]> {
  const rows = await db.query<{ id: number }>(
    `insert into meter (serial, size, unit, dials) select serial, '5/8"', 'gal', 7 from unnest($1::text[]) as serial
     returning id`,
    [serials],
  );
  return rows.map((row) => row.id);
}

/** Hours of a household in tenths of a gallon: showers in the morning, dinner, little at night; the same each time. */
export function householdHours(span: HourSpan): HourlyUse {
  const counts = Int32Array.from(span.hourOfDay, (hour, index) => {
    const busy = hour === 6 || hour === 7 ? 220 : hour >= 17 && hour <= 20 ? 130 : hour >= 9 ? 45 : 8;
    return busy + ((index * 7919) % 29);
  });
  return { span, register: { unit: 'gal', multiplier: '0.1' }, counts, quality: new Uint8Array(span.hours) };
}

/** The id of a meter by its number. */
export async function meterIdOf(db: Database, serial: string): Promise<number> {
  const [meter] = await db.query<{ id: number }>('select id from meter where serial = $1', [serial]);
  if (meter === undefined) throw new Error(`no meter ${serial}`);
  return meter.id;
}
