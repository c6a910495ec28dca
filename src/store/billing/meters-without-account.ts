import { present, type VolumeUnit } from '../../domain/kernel/index.ts';
import { type CountedMeter, type ReadQuality, standingReads } from '../../domain/metering/index.ts';
import type { Database } from '../database.ts';

/** A meter in service at a place where nobody is served. */
export interface MeterWithoutAccount extends CountedMeter {
  readonly meterId: number;
  readonly address: string;
  /** The day the last account there was closed, or on which the meter came. */
  readonly since: Temporal.PlainDate;
  /** The account that was closed, and who held it. */
  readonly accountBefore?: string;
  readonly hasHours: boolean;
}

/** Reads further before that day are of no use to tell its count. */
const daysBack = 130;

/**
 * Every meter that is in service and whose place has no account on `today`, with its reads around the day since when: one question, which
 * goes through the meters in service once and looks up reads only of those that are found.
 */
export async function metersWithoutAccount(
  db: Database,
  today: Temporal.PlainDate,
): Promise<readonly MeterWithoutAccount[]> {
  const rows = await db.query<{
    meter_id: number;
    serial: string;
    unit: VolumeUnit;
    multiplier: string;
    dials: number;
    installed_on: Temporal.PlainDate;
    installed_count: number;
    address: string;
    since: Temporal.PlainDate;
    account_before: string | null;
    has_hours: boolean;
    reads: readonly [id: number, on: string, count: number, quality: ReadQuality, supersedes: number | null][] | null;
  }>(
    `select vacant.*, exists (select from interval_channel where meter_id = vacant.meter_id) as has_hours, r.reads
     from (
       select m.id::int as meter_id, m.serial, m.unit, m.multiplier::text, m.dials, i.installed_on, i.installed_count,
         concat_ws(', ', p.line1, p.line2) as address, greatest(i.installed_on, former.closed_on) as since,
         former.number as account_before
       from meter_installation i
       join meter m on m.id = i.meter_id
       join service_point sp on sp.id = i.service_point_id
       join premise p on p.id = sp.premise_id
       left join lateral (
         select number, closed_on from account where premise_id = p.id and closed_on <= $1 order by closed_on desc limit 1
       ) former on true
       where i.installed_on <= $1 and (i.removed_on is null or i.removed_on > $1) and not exists (
         select from account a where a.premise_id = p.id and a.opened_on <= $1 and (a.closed_on is null or a.closed_on > $1)
       )
     ) vacant
     left join lateral (
       select json_agg(json_build_array(id, read_on, count, quality, supersedes_id)) as reads from register_read
       where meter_id = vacant.meter_id and read_on >= vacant.installed_on
         and read_on between vacant.since - $2::int and $1
     ) r on true
     order by vacant.meter_id`,
    [today, daysBack],
  );
  return rows.map((row) => ({
    meterId: row.meter_id,
    register: { serial: row.serial, unit: row.unit, multiplier: row.multiplier, dials: row.dials },
    installed: { on: row.installed_on, count: row.installed_count },
    reads: standingReads(
      (row.reads ?? []).map(([id, on, count, quality, supersedes]) => ({
        ...{ id, on: Temporal.PlainDate.from(on), count, quality },
        ...present({ supersedesId: supersedes }),
      })),
    ),
    address: row.address,
    since: row.since,
    ...present({ accountBefore: row.account_before }),
    hasHours: row.has_hours,
  }));
}
