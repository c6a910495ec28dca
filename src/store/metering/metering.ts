import type { RateFact, ServicePointToBill } from '../../domain/billing/index.ts';
import { isAfter, present, type VolumeUnit } from '../../domain/kernel/index.ts';
import {
  type Installation,
  type KeptRead,
  type ReadFromHours,
  type ReadQuality,
  standingReads,
} from '../../domain/metering/index.ts';
import type { Database } from '../database.ts';
import { keptDate } from '../kept-dates.ts';
import { factsOfPoints, type SaidFacts, saidFacts } from '../rates/index.ts';

export interface AccountMeters {
  readonly accountId: number;
  /** Meters removed by this day were billed before. */
  readonly start: Temporal.PlainDate;
  /** The last bill that stands: its reads are where the meters go on from. */
  readonly lastBillId?: number;
}

type HandedOver = readonly [on: string, count: number, quality: ReadQuality];

interface InstallationRow {
  readonly account_id: number;
  readonly start: Temporal.PlainDate;
  readonly service_point_id: number;
  readonly rate_class: string;
  readonly elevation_zone: string;
  readonly backflow: boolean;
  readonly high_elevation: boolean;
  readonly serial: string | null;
  readonly size: string | null;
  readonly unit: VolumeUnit | null;
  readonly multiplier: string | null;
  readonly dials: number | null;
  readonly installed_on: Temporal.PlainDate | null;
  readonly installed_count: number | null;
  readonly removed_on: Temporal.PlainDate | null;
  readonly removed_count: number | null;
  readonly billed_on: Temporal.PlainDate | null;
  readonly billed_count: number | null;
  readonly billed_quality: ReadQuality | null;
  readonly billed_hours: number | null;
  readonly billed_estimated_hours: number | null;
  readonly never_billed: boolean | null;
  readonly handed_over: HandedOver | null;
  readonly taken_over: HandedOver | null;
  readonly reads:
    | readonly [
        id: number,
        on: string,
        count: number,
        quality: ReadQuality,
        supersedes: number | null,
        hours: number | null,
        estimated: number | null,
        carried: string | null,
      ][]
    | null;
}

/**
 * The service points of many accounts with their meters since each one's start, and the reads of `daysBack` days before
 * it: a few days open a first period, more than a year is needed only to estimate. What is said of them is read after them,
 * unless somebody has asked for it already.
 */
export async function servicePointsToBill(
  db: Database,
  accounts: readonly AccountMeters[],
  daysBack: number,
  known?: SaidFacts,
): Promise<ReadonlyMap<number, readonly ServicePointToBill[]>> {
  const rows = await db.query<InstallationRow>(
    `select asked.account_id, asked.start, sp.id as service_point_id,
       case when exists (select from place_change where service_point_id = sp.id and field = 'class')
         then class_on(sp, asked.start) else sp.rate_class end as rate_class, sp.elevation_zone, sp.backflow, sp.high_elevation, m.serial, m.size, m.unit, m.multiplier::text, m.dials,
       mi.installed_on, mi.installed_count, mi.removed_on, mi.removed_count,
       br.to_on as billed_on, br.to_count as billed_count, br.to_quality as billed_quality,
       br.to_hours as billed_hours, br.to_estimated_hours as billed_estimated_hours,
       br.bill_id is null and mi.installed_on >= lb.period_start as never_billed,
       (select json_build_array(r.to_on, r.to_count, r.to_quality) from account o
         join bill b on b.account_id = o.id and b.kind = 'final' and b.state <> 'cancelled'
         join bill_read r on r.bill_id = b.id and r.meter_serial = m.serial
         where asked.last_bill_id is null and o.premise_id = a.premise_id and o.closed_on = asked.start
         limit 1) as handed_over,
       (select json_build_array(r.from_on, r.from_count, r.from_quality) from account o
         join bill b on b.account_id = o.id and b.period_start = o.opened_on and b.state <> 'cancelled'
         join bill_read r on r.bill_id = b.id and r.meter_serial = m.serial
         where a.closed_on is not null and o.premise_id = a.premise_id and o.opened_on = a.closed_on
         limit 1) as taken_over,
       r.reads
     from unnest($1::bigint[], $2::date[], $3::bigint[]) as asked (account_id, start, last_bill_id)
     join account a on a.id = asked.account_id
     join service_point sp on sp.premise_id = a.premise_id
     left join bill lb on lb.id = asked.last_bill_id
     left join meter_installation mi on mi.service_point_id = sp.id
       and (mi.removed_on is null or mi.removed_on >= coalesce(lb.period_start, asked.start))
     left join meter m on m.id = mi.meter_id
     left join lateral (
       select bill_id, to_on, to_count, to_quality, to_hours, to_estimated_hours from bill_read
       where bill_id = asked.last_bill_id and meter_serial = m.serial order by position desc limit 1
     ) br on true
     left join lateral (
       select json_agg(json_build_array(id, read_on, count, quality, supersedes_id, hours, estimated_hours, carried)) as reads
       from register_read
       where meter_id = m.id and read_on >= asked.start - $4::int and read_on >= mi.installed_on
     ) r on true
     order by asked.account_id, sp.id, mi.installed_on`,
    [
      accounts.map((account) => account.accountId),
      accounts.map((account) => account.start),
      accounts.map((account) => account.lastBillId ?? null),
      daysBack,
    ],
  );
  const byPoint = Map.groupBy(rows, (row) => row.service_point_id);
  const byAccount = new Map<number, ServicePointToBill[]>();
  const points = [...byPoint].flatMap(([servicePointId, [row]]) =>
    row === undefined ? [] : [{ servicePointId, accountId: row.account_id }],
  );
  const said = known === undefined ? await saidFacts(db, points) : factsOfPoints(known, points);
  for (const pointRows of byPoint.values()) {
    const [first] = pointRows;
    if (first === undefined) continue;
    const ofAccount = byAccount.get(first.account_id) ?? [];
    ofAccount.push(toServicePoint(first, { rows: pointRows, said: said.get(first.service_point_id) }));
    byAccount.set(first.account_id, ofAccount);
  }
  return byAccount;
}

function toServicePoint(
  first: InstallationRow,
  { rows, said }: { readonly rows: readonly InstallationRow[]; readonly said: readonly RateFact[] | undefined },
): ServicePointToBill {
  return {
    servicePointId: first.service_point_id,
    rateClass: first.rate_class,
    facts: {
      // The meter in service at the end of the period sets the base charge.
      meter_size: rows.at(-1)?.size ?? '',
      elevation_zone: first.elevation_zone,
      backflow: first.backflow,
      high_elevation: first.high_elevation,
      ...present({ said }),
    },
    installations: rows.filter(isStillToBill).flatMap(toInstallation),
  };
}

/** What was taken out before the last bill ended is on it, unless it ended with another count or never had the meter. */
function isStillToBill(row: InstallationRow): boolean {
  const { removed_on: removedOn, billed_on: billedOn } = row;
  if (removedOn === null || isAfter(removedOn, row.start)) return true;
  if (billedOn === null) return row.never_billed === true;
  return isAfter(removedOn, billedOn) || row.removed_count !== row.billed_count;
}

function toInstallation(row: InstallationRow): Installation[] {
  const { serial, unit, multiplier, dials, installed_on, installed_count, removed_on, removed_count } = row;
  if (serial === null || unit === null || multiplier === null || dials === null) return [];
  if (installed_on === null || installed_count === null) return [];
  const { billed_on, billed_count, billed_quality, billed_hours, billed_estimated_hours } = row;
  return [
    {
      register: { serial, unit, multiplier, dials },
      installed: { on: installed_on, count: installed_count },
      ...(removed_on === null || removed_count === null ? {} : { removed: { on: removed_on, count: removed_count } }),
      reads: standingReads((row.reads ?? []).map(toKeptRead)),
      ...(billed_on === null || billed_count === null || billed_quality === null
        ? {}
        : {
            billedTo: {
              ...{ on: billed_on, count: billed_count, quality: billed_quality },
              ...(billed_hours === null || billed_estimated_hours === null
                ? {}
                : { fromHours: { hours: billed_hours, estimated: billed_estimated_hours, carried: '0' } }),
            },
          }),
      ...(row.never_billed === true ? { neverBilled: true } : {}),
      ...present({ handedOver: handedRead(row.handed_over), takenOver: handedRead(row.taken_over) }),
    },
  ];
}

const handedRead = (row: HandedOver | null) =>
  row === null ? undefined : { on: Temporal.PlainDate.from(row[0]), count: row[1], quality: row[2] };

function toKeptRead(row: NonNullable<InstallationRow['reads']>[number]): KeptRead {
  const [id, on, count, quality, supersedes, hours, estimated, carried] = row;
  return {
    ...{ id, on: keptDate(on), count, quality },
    ...present({ supersedesId: supersedes }),
    ...(hours === null || estimated === null || carried === null ? {} : { fromHours: { hours, estimated, carried } }),
  };
}

export interface ReadToKeep {
  readonly meterSerial: string;
  readonly on: Temporal.PlainDate;
  readonly count: number;
  readonly quality: ReadQuality;
  /** Where it came from: a file and line, a person, the bill run that estimated it. */
  readonly source: string;
  readonly supersedesId?: number;
  readonly fromHours?: ReadFromHours;
  /** What a reader, or who typed it, wrote beside it. */
  readonly note?: string;
}

/**
 * Keeps reads of known meters; returns their ids. A correction names the read it supersedes. What the hours say of a day is kept once: where
 * one account ends and the next begins, both are billed from it.
 */
export async function keepReads(
  db: Database,
  reads: readonly ReadToKeep[],
  now: Temporal.Instant,
): Promise<readonly number[]> {
  if (reads.length === 0) return [];
  const kept = await db.query<{ id: number }>(
    `insert into register_read (meter_id, read_on, count, quality, source, supersedes_id, received_at, hours,
       estimated_hours, carried, note)
     select m.id, r.read_on, r.count, r.quality, r.source, r.supersedes_id, $1, r.hours, r.estimated_hours, r.carried, r.note
     from unnest($2::text[], $3::date[], $4::bigint[], $5::text[], $6::text[], $7::bigint[], $8::int[], $9::int[],
       $10::text[], $11::text[])
       as r (serial, read_on, count, quality, source, supersedes_id, hours, estimated_hours, carried, note)
     join meter m on m.serial = r.serial
     where r.quality <> 'hourly' or r.supersedes_id is not null or not exists (
       select from register_read there
       where there.meter_id = m.id and there.read_on = r.read_on and there.quality = 'hourly' and there.count = r.count
         and not exists (select from register_read later where later.supersedes_id = there.id)
     )
     returning id`,
    [
      now,
      reads.map((read) => read.meterSerial),
      reads.map((read) => read.on),
      reads.map((read) => read.count),
      reads.map((read) => read.quality),
      reads.map((read) => read.source),
      reads.map((read) => read.supersedesId ?? null),
      reads.map((read) => read.fromHours?.hours ?? null),
      reads.map((read) => read.fromHours?.estimated ?? null),
      reads.map((read) => read.fromHours?.carried ?? null),
      reads.map((read) => read.note ?? null),
    ],
  );
  return kept.map(({ id }) => id);
}

/**
 * The read of a meter on a day that no other supersedes. Locks the meter, so that no other transaction supersedes one of
 * its reads until this one ends. Not the read: it is never updated, so a transaction that had waited for it would not look
 * again, and would supersede one that is superseded already.
 */
export async function lockStandingRead(
  tx: Database,
  meterSerial: string,
  on: Temporal.PlainDate,
): Promise<number | undefined> {
  await tx.query('select from meter where serial = $1 for no key update', [meterSerial]);
  const rows = await tx.query<{ id: number }>(
    `select r.id from register_read r join meter m on m.id = r.meter_id
     where m.serial = $1 and r.read_on = $2
       and not exists (select from register_read later where later.supersedes_id = r.id)
     order by r.quality = 'estimated', r.id desc
     limit 1`,
    [meterSerial, on],
  );
  return rows[0]?.id;
}

/** Keeps these meters from everybody else who writes reads of them, in the order of their numbers. */
export const lockMeters = (tx: Database, serials: readonly string[]) =>
  tx.query('select from meter where serial = any($1) order by serial collate "C" for no key update', [serials]);

/** Every account that was ever served where the meter is or was: whose bills its reads decide. */
export async function accountsOfMeter(db: Database, meterSerial: string): Promise<readonly number[]> {
  const rows = await db.query<{ id: number }>(
    `select distinct a.id from meter m
     join meter_installation mi on mi.meter_id = m.id
     join service_point sp on sp.id = mi.service_point_id
     join account a on a.premise_id = sp.premise_id
     where m.serial = $1`,
    [meterSerial],
  );
  return rows.map(({ id }) => id);
}

/** The same of many meters. */
export async function accountsOfMeters(db: Database, meterIds: readonly number[]): Promise<readonly number[]> {
  const rows = await db.query<{ id: number }>(
    `select distinct a.id from meter_installation mi
     join service_point sp on sp.id = mi.service_point_id
     join account a on a.premise_id = sp.premise_id
     where mi.meter_id = any($1::bigint[])`,
    [meterIds],
  );
  return rows.map(({ id }) => id);
}

/** A meter by its serial number, with what its register counts. */
export async function meterBySerial(
  db: Database,
  serial: string,
): Promise<{ readonly id: number; readonly unit: VolumeUnit } | undefined> {
  const rows = await db.query<{ id: number; unit: VolumeUnit }>(
    'select id::int as id, unit from meter where serial = $1',
    [serial],
  );
  return rows[0];
}

/** Every read that was kept of a meter's register on these days, superseded ones too. */
export async function readsOfRegister(
  db: Database,
  meterId: number,
  { from, to }: { readonly from: Temporal.PlainDate; readonly to: Temporal.PlainDate },
): Promise<readonly (KeptRead & { readonly note?: string })[]> {
  const rows = await db.query<{
    readonly id: number;
    readonly read_on: Temporal.PlainDate;
    readonly count: number;
    readonly quality: ReadQuality;
    readonly supersedes_id: number | null;
    readonly note: string | null;
  }>(
    `select id, read_on, count, quality, supersedes_id, note from register_read
     where meter_id = $1 and read_on between $2 and $3`,
    [meterId, from, to],
  );
  return rows.map(({ id, read_on: on, count, quality, supersedes_id, note }) => ({
    ...{ id, on, count, quality },
    ...present({ supersedesId: supersedes_id, note }),
  }));
}
