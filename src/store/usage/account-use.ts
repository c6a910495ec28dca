import type { ReadingUnit } from '../../domain/alerts/index.ts';
import { present, type VolumeUnit } from '../../domain/kernel/index.ts';
import { type HourlyUse, type HourSpan, hourQuality, unpackDayInto } from '../../domain/metering/index.ts';
import type { MeteredPlace, MeterUse, Service } from '../../domain/usage/index.ts';
import type { Database } from '../database.ts';
import { countUnit, type DecidedJson, decidedDays, layDecided } from '../metering/index.ts';
import { pointsOfAccount } from '../points.sql.ts';

/** A meter with hourly reads that served an account, and which days of it are the account's. */
export interface MeterOfAccount {
  readonly meterId: number;
  readonly servicePointId: number;
  readonly serial: string;
  readonly street: string;
  readonly service: Service;
  readonly fromDay: Temporal.PlainDate;
  /** The first day no longer the account's. */
  readonly untilDay?: Temporal.PlainDate;
  /** The first and last days with hours, of those that are the account's. */
  readonly known?: { readonly firstDay: Temporal.PlainDate; readonly lastDay: Temporal.PlainDate };
}

interface MeterRow {
  readonly meter_id: number;
  readonly service_point_id: number;
  readonly serial: string;
  readonly street: string;
  readonly service: Service;
  readonly from_day: Temporal.PlainDate;
  readonly until_day: Temporal.PlainDate | null;
  readonly first_day: Temporal.PlainDate | null;
  readonly last_day: Temporal.PlainDate | null;
}

/** Each installation of a meter with hourly reads at a service point of an account, and its days there. */
const ownMeters = (account: string): string => `
  select m.id::int as meter_id, sp.id as service_point_id, sp.service, concat_ws(', ', p.line1, p.line2) as street,
    m.serial, ch.unit, ch.decimals, greatest(a.opened_on, mi.installed_on, point.from_day) as from_day,
    least(a.closed_on, mi.removed_on + 1, point.until_day) as until_day
  from account a
  cross join ${pointsOfAccount} point
  join service_point sp on sp.id = point.id
  join premise p on p.id = sp.premise_id
  join meter_installation mi on mi.service_point_id = sp.id
  join meter m on m.id = mi.meter_id
  join interval_channel ch on ch.meter_id = m.id
  where a.id = ${account}`;

/**
 * The meters with hourly reads of an account, oldest first. On the day of an exchange both count. The ends of a meter's days
 * go by the primary key of each month's partition.
 */
export async function metersOfAccount(db: Database, accountId: number): Promise<readonly MeterOfAccount[]> {
  const rows = await db.query<MeterRow>(
    `select own.*, known.first_day, known.last_day
     from (${ownMeters('$1')}) own
     cross join lateral known_days_of_meter(own.meter_id, own.from_day, coalesce(own.until_day, 'infinity')) known
     where until_day is null or until_day > from_day
     order by from_day, meter_id`,
    [accountId],
  );
  return rows.map((row) => ({
    meterId: row.meter_id,
    servicePointId: row.service_point_id,
    serial: row.serial,
    street: row.street,
    service: row.service,
    fromDay: row.from_day,
    ...present({ untilDay: row.until_day }),
    ...(row.first_day === null || row.last_day === null
      ? {}
      : { known: { firstDay: row.first_day, lastDay: row.last_day } }),
  }));
}

/** Where an account's water is measured by the hour: its meters, oldest first, without their days, which take most of it. */
export async function meteredPlaces(db: Database, accountId: number): Promise<readonly MeteredPlace[]> {
  const rows = await db.query<Pick<MeterRow, 'service_point_id' | 'serial' | 'street' | 'service'>>(
    `select own.service_point_id, own.serial, own.street, own.service from (${ownMeters('$1')}) own
     where until_day is null or until_day > from_day
     order by from_day, meter_id`,
    [accountId],
  );
  return rows.map(({ service_point_id: servicePointId, ...row }) => ({ servicePointId, ...row }));
}

/** The service point of each meter, where it stands now or stood last. */
export async function pointsOfMeters(db: Database, meters: readonly number[]): Promise<ReadonlyMap<number, number>> {
  const rows = await db.query<{ meter: number; point: number }>(
    `select distinct on (meter_id) meter_id as meter, service_point_id as point from meter_installation
     where meter_id = any($1::bigint[]) order by meter_id, installed_on desc`,
    [meters],
  );
  return new Map(rows.map(({ meter, point }) => [meter, point]));
}

interface UseRow extends Omit<MeterRow, 'first_day' | 'last_day'> {
  readonly unit: VolumeUnit;
  readonly decimals: number;
  /** Each day: its place in the span, how many bytes follow (two bytes each), and they; null where the meter has none of the span. */
  readonly days: Buffer | null;
  readonly decided: readonly DecidedJson[] | null;
}

/** A meter's hours over a span, and where it stands. */
interface MeterUseAtPlace extends MeterUse, MeteredPlace {}

/**
 * The hours of an account's meters over a span, with what people decided of them, the oldest meter first: a month 0.3 ms, a year 2 ms.
 * A meter's days come in one row: a row a day, with what it is of, takes twice as long to write and to read. What of them is the
 * account's is for `accountUse` to say.
 */
export async function meterUsesOf(
  db: Database,
  accountId: number,
  span: HourSpan,
): Promise<readonly MeterUseAtPlace[]> {
  const rows = await db.query<UseRow>(
    `select own.*,
       (select string_agg(int2send((d.day - $2::date)::int2) || int2send(length(d.hours)::int2) || d.hours, '')
        from hours_of_meter(own.meter_id, $2::date, $3::date) d) as days,
       ${decidedDays('$2', '$3')} as decided
     from (${ownMeters('$1')}) own
     where until_day is null or until_day > from_day
     order by from_day, meter_id`,
    [accountId, span.firstDay, span.firstDay.add({ days: span.days - 1 })],
  );
  return rows.map((row) => {
    const meter = emptyUse(row, span);
    if (row.days !== null) layDays(meter.use, row.days);
    layDecided(meter.use, row.decided);
    return meter;
  });
}

/** A day of two bytes for its place, two for its length, and so on to the end. */
function layDays({ span, counts, quality }: HourlyUse, days: Buffer): void {
  for (let from = 0; from < days.length; ) {
    const at = span.dayStart[days.readInt16BE(from)] ?? 0;
    const end = from + 4 + days.readInt16BE(from + 2);
    unpackDayInto(days.subarray(from + 4, end), { counts, quality, at });
    from = end;
  }
}

const emptyUse = (row: UseRow, span: HourSpan): MeterUseAtPlace => ({
  ...{ servicePointId: row.service_point_id, serial: row.serial, street: row.street, service: row.service },
  fromDay: row.from_day,
  ...present({ untilDay: row.until_day }),
  use: {
    span,
    register: countUnit(row.unit, row.decimals),
    counts: new Int32Array(span.hours),
    quality: new Uint8Array(span.hours).fill(hourQuality.missing),
  },
});

/** The unit in which a person reads water: what they chose, else that of the account's alerts; undefined where neither is. */
export async function readingUnitOf(
  db: Database,
  { loginId, accountId }: { readonly loginId: string; readonly accountId: number },
): Promise<ReadingUnit | undefined> {
  const [row] = await db.query<{ unit: ReadingUnit | null }>(
    `select coalesce(
       (select unit from reading_unit where login_id = $1),
       (select unit from alert_choices where login_id = $1 and account_id = $2)
     ) as unit`,
    [loginId, accountId],
  );
  return row?.unit ?? undefined;
}

export async function saveReadingUnit(
  db: Database,
  { loginId, unit, now }: { readonly loginId: string; readonly unit: ReadingUnit; readonly now: Temporal.Instant },
): Promise<void> {
  await db.query(
    `insert into reading_unit (login_id, unit, chosen_at) values ($1, $2, $3)
     on conflict (login_id) do update set unit = excluded.unit, chosen_at = excluded.chosen_at`,
    [loginId, unit, now],
  );
}
