import { present } from '../../domain/kernel/index.ts';
import type { MeterPlace } from '../../domain/water-balance/index.ts';
import type { Database } from '../database.ts';

/** Every zone of the utility, of now or of another time, in order: each by one step in an index from the one before it. */
export async function zonesOfUtility(db: Database): Promise<readonly string[]> {
  const rows = await db.query<{ zone: string }>(
    `with recursive found (zone) as (
       (select elevation_zone from service_point order by elevation_zone limit 1)
       union all
       select (select p.elevation_zone from service_point p where p.elevation_zone > found.zone
         order by p.elevation_zone limit 1)
       from found where found.zone is not null
     ), stated (zone) as (
       (select zone from service_point_zone order by zone limit 1)
       union all
       select (select z.zone from service_point_zone z where z.zone > stated.zone order by z.zone limit 1)
       from stated where stated.zone is not null
     )
     select zone from found where zone is not null union select zone from stated where zone is not null order by zone`,
  );
  return rows.map(({ zone }) => zone);
}

/** Where each of these meters was, by its serial number. */
export async function placesOfMeters(
  db: Database,
  serials: readonly string[],
): Promise<ReadonlyMap<string, readonly MeterPlace[]>> {
  const rows = await db.query<{
    serial: string;
    service_point_id: number;
    installed_on: Temporal.PlainDate;
    removed_on: Temporal.PlainDate | null;
  }>(
    `select m.serial, i.service_point_id, i.installed_on, i.removed_on
     from meter m join meter_installation i on i.meter_id = m.id where m.serial = any($1::text[])`,
    [serials],
  );
  const places = rows.map((row) => ({
    serial: row.serial,
    servicePoint: row.service_point_id,
    installedOn: row.installed_on,
    ...present({ removedOn: row.removed_on }),
  }));
  return Map.groupBy(places, ({ serial }) => serial);
}

/** Which of these service points there are. */
export async function knownServicePoints(db: Database, ids: readonly number[]): Promise<ReadonlySet<number>> {
  const rows = await db.query<{ id: number }>('select id from service_point where id = any($1::bigint[])', [ids]);
  return new Set(rows.map(({ id }) => id));
}

/** That a service point is in a zone from a day on. */
export interface StatedZone {
  readonly servicePoint: number;
  readonly zone: string;
  readonly from: Temporal.PlainDate;
}

/** What stands of these service points, one statement a day that one names. */
export async function statedZones(db: Database, servicePoints: readonly number[]): Promise<readonly StatedZone[]> {
  return db.query<StatedZone>(
    `select distinct on (service_point_id, from_day) service_point_id as "servicePoint", zone, from_day as "from"
     from service_point_zone where service_point_id = any($1::bigint[]) order by service_point_id, from_day, id desc`,
    [servicePoints],
  );
}

export async function insertZones(
  tx: Database,
  fileId: number,
  zones: readonly (StatedZone & { readonly line: number })[],
): Promise<void> {
  await tx.query(
    `insert into service_point_zone (file_id, service_point_id, zone, from_day, line)
     select $1, * from unnest($2::bigint[], $3::text[], $4::date[], $5::int[])`,
    [fileId, ...(['servicePoint', 'zone', 'from', 'line'] as const).map((key) => zones.map((one) => one[key]))],
  );
}

/** Days of a meter in a zone; `until` is the first no longer of them. */
export interface MeterInZone {
  readonly zone: string;
  readonly from: Temporal.PlainDate;
  readonly until: Temporal.PlainDate;
}

/** The zones through `days` of each meter that is installed on the last of them; one pass, however many meters. */
export async function zonesOfMeters(
  db: Database,
  days: { readonly from: Temporal.PlainDate; readonly through: Temporal.PlainDate },
): Promise<ReadonlyMap<number, readonly MeterInZone[]>> {
  const rows = await db.query<MeterInZone & { readonly meter_id: number }>(
    `select i.meter_id, z.zone, greatest(z.from_day, $1) as "from", least(z.until_day, $2::date + 1) as until
     from meter_installation i
     join zone_spell z on z.service_point_id = i.service_point_id and z.from_day <= $2 and z.until_day > $1
     where i.installed_on <= $2 and (i.removed_on is null or i.removed_on > $2)`,
    [days.from, days.through],
  );
  return Map.groupBy(rows, ({ meter_id }) => meter_id);
}
