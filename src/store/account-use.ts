import type { ReadingUnit } from '../domain/alerts/index.ts';
import type { Database } from './database.ts';

/** A meter with hourly reads that served an account, and which days of it are the account's. */
export interface MeterOfAccount {
  readonly meterId: number;
  readonly servicePointId: number;
  readonly serial: string;
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
  readonly from_day: Temporal.PlainDate;
  readonly until_day: Temporal.PlainDate | null;
  readonly first_day: Temporal.PlainDate | null;
  readonly last_day: Temporal.PlainDate | null;
}

/**
 * The meters with hourly reads of an account, oldest first. On the day of an exchange both count. The ends of a meter's days
 * go by the primary key of each month's partition.
 */
export async function metersOfAccount(db: Database, accountId: number): Promise<readonly MeterOfAccount[]> {
  const rows = await db.query<MeterRow>(
    `select own.*,
       (select min(day) from meter_day d
        where d.meter_id = own.meter_id and day >= from_day and day < coalesce(until_day, 'infinity')) as first_day,
       (select max(day) from meter_day d
        where d.meter_id = own.meter_id and day >= from_day and day < coalesce(until_day, 'infinity')) as last_day
     from (
       select m.id::int as meter_id, sp.id as service_point_id, m.serial,
         greatest(a.opened_on, mi.installed_on) as from_day, least(a.closed_on, mi.removed_on + 1) as until_day
       from account a
       join service_point sp on sp.premise_id = a.premise_id
       join meter_installation mi on mi.service_point_id = sp.id
       join meter m on m.id = mi.meter_id
       join interval_channel ch on ch.meter_id = m.id
       where a.id = $1
     ) own
     where until_day is null or until_day > from_day
     order by from_day, meter_id`,
    [accountId],
  );
  return rows.map((row) => ({
    meterId: row.meter_id,
    servicePointId: row.service_point_id,
    serial: row.serial,
    fromDay: row.from_day,
    ...(row.until_day === null ? {} : { untilDay: row.until_day }),
    ...(row.first_day === null || row.last_day === null
      ? {}
      : { known: { firstDay: row.first_day, lastDay: row.last_day } }),
  }));
}

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
