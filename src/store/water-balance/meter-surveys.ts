import { present } from '../../domain/kernel/index.ts';
import type { ZoneDay } from '../../domain/water-balance/index.ts';
import type { Database } from '../database.ts';

/** An installed meter as a survey looks at it. */
export interface MeterToSurvey {
  readonly meterId: number;
  /** Nobody is served there since that day. */
  readonly unownedSince?: Temporal.PlainDate;
  /** The customer served there is billed up to that day. */
  readonly billedThrough?: Temporal.PlainDate;
}

/** Every meter that is installed on `day`, and up to when its water is billed: one statement for all. */
export async function metersToSurvey(
  db: Database,
  day: Temporal.PlainDate,
): Promise<ReadonlyMap<number, MeterToSurvey>> {
  const rows = await db.query<{
    meter_id: number;
    unowned_since: Temporal.PlainDate | null;
    billed_through: Temporal.PlainDate | null;
  }>(
    `select i.meter_id,
       case when a.id is null then greatest(i.installed_on,
         (select max(old.closed_on) from account old where old.premise_id = s.premise_id)) end as unowned_since,
       case when a.id is not null then greatest(a.opened_on, a.billed_before, i.installed_on, b.through) end as billed_through
     from meter_installation i
     join service_point s on s.id = i.service_point_id
     left join account a on a.premise_id = s.premise_id and a.opened_on <= $1
       and (a.closed_on is null or a.closed_on > $1)
     left join lateral (
       select period_end as through from bill where account_id = a.id and state = 'posted' order by period_end desc limit 1
     ) b on true
     where i.installed_on <= $1 and (i.removed_on is null or i.removed_on > $1)`,
    [day],
  );
  return new Map(
    rows.map((row) => [
      row.meter_id,
      {
        meterId: row.meter_id,
        ...present({ unownedSince: row.unowned_since, billedThrough: row.billed_through }),
      },
    ]),
  );
}

/** What a survey says about a meter. */
export interface SurveyedMeter {
  readonly meterId: number;
  readonly readsFrom: Temporal.Instant;
  readonly readsThrough: Temporal.Instant;
  readonly lastFlowAt?: Temporal.Instant;
  readonly nightGallonsAnHour?: number;
  readonly unownedGallons?: number;
  readonly unbilledGallons?: number;
}

/** Keeps what a survey says about some meters; the last flow of an earlier one, from before this one's days, stands. */
export async function saveSurvey(db: Database, meters: readonly SurveyedMeter[], now: Temporal.Instant): Promise<void> {
  await db.query(
    `insert into meter_survey (meter_id, surveyed_at, reads_from, reads_through, last_flow_at, night_gallons_an_hour,
       unowned_gallons, unbilled_gallons)
     select meter_id, $1, reads_from, reads_through, last_flow_at, night, unowned, unbilled
     from unnest($2::int[], $3::timestamptz[], $4::timestamptz[], $5::timestamptz[], $6::double precision[],
       $7::double precision[], $8::double precision[])
       as t (meter_id, reads_from, reads_through, last_flow_at, night, unowned, unbilled)
     on conflict (meter_id) do update set surveyed_at = excluded.surveyed_at,
       reads_from = least(meter_survey.reads_from, excluded.reads_from), reads_through = excluded.reads_through,
       last_flow_at = coalesce(excluded.last_flow_at, meter_survey.last_flow_at),
       night_gallons_an_hour = excluded.night_gallons_an_hour, unowned_gallons = excluded.unowned_gallons,
       unbilled_gallons = excluded.unbilled_gallons`,
    [
      now,
      meters.map(({ meterId }) => meterId),
      meters.map(({ readsFrom }) => readsFrom),
      meters.map(({ readsThrough }) => readsThrough),
      meters.map(({ lastFlowAt }) => lastFlowAt ?? null),
      meters.map(({ nightGallonsAnHour }) => nightGallonsAnHour ?? null),
      meters.map(({ unownedGallons }) => unownedGallons ?? null),
      meters.map(({ unbilledGallons }) => unbilledGallons ?? null),
    ],
  );
}

/** Replaces days of zones; a zone that has none of one of these days has none of it any more. */
export async function saveZoneDays(
  db: Database,
  days: readonly (ZoneDay & { readonly zone: string })[],
): Promise<void> {
  const names = days.map(({ zone }) => zone);
  const dates = days.map(({ day }) => day);
  await db.query(
    `delete from zone_day z where z.day = any($2::date[]) and not exists (
       select from unnest($1::text[], $2::date[]) as kept (zone, day) where kept.zone = z.zone and kept.day = z.day
     )`,
    [names, dates],
  );
  await db.query(
    `insert into zone_day (zone, day, gallons, known, meters)
     select zone, day, array(select jsonb_array_elements_text(gallons)::double precision),
       array(select jsonb_array_elements_text(known)::int), meters
     from unnest($1::text[], $2::date[], $3::jsonb[], $4::jsonb[], $5::int[]) as t (zone, day, gallons, known, meters)
     on conflict (zone, day) do update set gallons = excluded.gallons, known = excluded.known, meters = excluded.meters`,
    [
      names,
      dates,
      days.map(({ gallons }) => JSON.stringify(gallons)),
      days.map(({ known }) => JSON.stringify(known)),
      days.map(({ meters }) => meters),
    ],
  );
}

/** The days of all zones, or of one, from `from` on, in order. */
export async function zoneDays(
  db: Database,
  { from, zone }: { readonly from: Temporal.PlainDate; readonly zone?: string },
): Promise<readonly (ZoneDay & { readonly zone: string })[]> {
  return db.query(
    `select zone, day, gallons, known, meters from zone_day
     where day >= $1 and ($2::text is null or zone = $2) order by zone, day`,
    [from, zone ?? null],
  );
}

/** Why a meter is looked at: no water runs though somebody is served, or water runs that nobody is billed for. */
export const meterConcerns = ['zero', 'unowned', 'unbilled'] as const;
export type MeterConcern = (typeof meterConcerns)[number];

export interface ConcerningMeter {
  readonly concern: MeterConcern;
  readonly serial: string;
  readonly street: string;
  readonly zone: string;
  /** The account that is served there; none where nobody is. */
  readonly account?: string;
  /** From when: the last flow, the day it was closed, or the end of the last bill. Undefined where none was ever seen. */
  readonly since?: Temporal.PlainDate;
  /** That nobody was billed for, since then. */
  readonly gallons?: number;
  readonly readsThrough: Temporal.Instant;
}

/** The meters of concern on `day`, the most water and the longest time first. Found by the indexes of what makes them so: only they are looked at. */
export async function concerningMeters(
  db: Database,
  rules: {
    readonly day: Temporal.PlainDate;
    readonly zone: string;
    readonly zeroDays: number;
    readonly unbilledDays: number;
  },
): Promise<readonly ConcerningMeter[]> {
  const rows = await db.query<{
    concern: MeterConcern;
    serial: string;
    street: string;
    zone: string;
    account: string | null;
    since: Temporal.PlainDate | null;
    gallons: number | null;
    reads_through: Temporal.Instant;
  }>(
    `with chosen as materialized (
       select meter_id from meter_survey
       where reads_through - coalesce(last_flow_at, reads_from) between make_interval(days => $3) and interval '1000 years'
       union select meter_id from meter_survey where unowned_gallons > 0
       union select meter_id from meter_survey where unbilled_gallons > 0
     ), looked_at as materialized (
       select s.*, m.serial, concat_ws(', ', p.line1, p.line2) as street,
         coalesce((
           select z.zone from service_point_zone z where z.service_point_id = sp.id and z.from_day <= $1
           order by z.from_day desc, z.id desc limit 1
         ), sp.elevation_zone) as zone,
         a.number as account, a.opened_on,
         case when a.id is null then greatest(i.installed_on, (
           select max(old.closed_on) from account old where old.premise_id = p.id
         )) end as unowned_since,
         case when s.unbilled_gallons > 0 then greatest(a.opened_on, a.billed_before, i.installed_on, (
           select period_end from bill where account_id = a.id and state = 'posted' order by period_end desc limit 1
         )) end as billed_through
       from chosen
       join meter_survey s on s.meter_id = chosen.meter_id
       join meter m on m.id = s.meter_id
       join meter_installation i on i.meter_id = s.meter_id and i.installed_on <= $1
         and (i.removed_on is null or i.removed_on > $1)
       join service_point sp on sp.id = i.service_point_id
       join premise p on p.id = sp.premise_id
       left join account a on a.premise_id = p.id and a.opened_on <= $1 and (a.closed_on is null or a.closed_on > $1)
     )
     select 'zero' as concern, serial, street, zone, account, (last_flow_at at time zone $2)::date as since,
       null::double precision as gallons, reads_through
     from looked_at
     where account is not null and reads_through - coalesce(last_flow_at, reads_from) >= make_interval(days => $3)
       and opened_on <= $1::date - $3::int
     union all
     select 'unowned', serial, street, zone, account, unowned_since, unowned_gallons, reads_through
     from looked_at where account is null and unowned_gallons > 0
     union all
     select 'unbilled', serial, street, zone, account, billed_through, unbilled_gallons, reads_through
     from looked_at where account is not null and unbilled_gallons > 0 and billed_through < $1::date - $4::int
     order by gallons desc nulls last, since nulls first, serial`,
    [rules.day, rules.zone, rules.zeroDays, rules.unbilledDays],
  );
  return rows.map((row) => ({
    concern: row.concern,
    serial: row.serial,
    street: row.street,
    zone: row.zone,
    ...present({ account: row.account, since: row.since, gallons: row.gallons }),
    readsThrough: row.reads_through,
  }));
}

export interface MeterAtNight {
  readonly serial: string;
  readonly street: string;
  readonly account?: string;
  readonly nightGallonsAnHour: number;
}

/** The meters of a zone with the most water at night. */
export async function highestAtNight(
  db: Database,
  { zone, day, limit }: { readonly zone: string; readonly day: Temporal.PlainDate; readonly limit: number },
): Promise<readonly MeterAtNight[]> {
  const rows = await db.query<{ serial: string; street: string; account: string | null; night: number }>(
    `select m.serial, concat_ws(', ', p.line1, p.line2) as street, s.night_gallons_an_hour as night,
       a.number as account
     from meter_survey s
     join meter m on m.id = s.meter_id
     join meter_installation i on i.meter_id = s.meter_id and i.installed_on <= $2
       and (i.removed_on is null or i.removed_on > $2)
     join service_point sp on sp.id = i.service_point_id
     join zone_spell z on z.service_point_id = sp.id and z.from_day <= $2 and z.until_day > $2
     join premise p on p.id = sp.premise_id
     left join account a on a.premise_id = p.id and a.opened_on <= $2 and (a.closed_on is null or a.closed_on > $2)
     where z.zone = $1 and s.night_gallons_an_hour > 0
     order by s.night_gallons_an_hour desc, m.serial limit $3`,
    [zone, day, limit],
  );
  return rows.map(({ serial, street, night, account }) => ({
    serial,
    street,
    nightGallonsAnHour: night,
    ...present({ account }),
  }));
}

/** When the last survey was, and how far its reads go; undefined where there was none. */
export async function lastSurvey(
  db: Database,
): Promise<
  { readonly at: Temporal.Instant; readonly meters: number; readonly readsThrough: Temporal.Instant } | undefined
> {
  const [row] = await db.query<{ at: Temporal.Instant; meters: number; reads_through: Temporal.Instant }>(
    'select surveyed_at as at, meters, reads_through from last_meter_survey',
  );
  return row === undefined ? undefined : { at: row.at, meters: row.meters, readsThrough: row.reads_through };
}

/** Keeps what pages say of the survey, when it has ended. */
export async function keepLastSurvey(db: Database): Promise<void> {
  await db.query(
    `insert into last_meter_survey as last (surveyed_at, meters, reads_through)
     select max(surveyed_at), count(*), max(reads_through) from meter_survey having count(*) > 0
     on conflict (only_one) do update set surveyed_at = excluded.surveyed_at, meters = excluded.meters,
       reads_through = excluded.reads_through`,
  );
}
