import { present, type VolumeUnit } from '../../domain/kernel/index.ts';
import type { Database } from '../database.ts';

/** What a meter counted between two who were served there, or since the last one left. */
export interface VacantCount {
  readonly premise: string;
  readonly address: string;
  readonly serial: string;
  readonly since: Temporal.PlainDate;
  /** The day somebody moved in; undefined while nobody has. */
  readonly until?: Temporal.PlainDate;
  readonly fromCount: number;
  readonly toCount: number;
  readonly unit: VolumeUnit;
  readonly multiplier: string;
}

/**
 * Meters that ran while nobody was served, of vacancies that ended or go on since a day, the longest ago first: from what the last bill of
 * who left ended with to what the first bill of who came began with, or to the last read of the time between. Of one premise, or of all.
 */
export async function vacantCounts(
  db: Database,
  of: {
    readonly premiseId?: number;
    readonly since: Temporal.PlainDate;
    readonly today: Temporal.PlainDate;
    readonly limit: number;
  },
): Promise<readonly VacantCount[]> {
  const rows = await db.query<{
    premise: string;
    address: string;
    serial: string;
    since: Temporal.PlainDate;
    until: Temporal.PlainDate | null;
    from_count: number;
    to_count: number;
    unit: VolumeUnit;
    multiplier: string;
  }>(
    `select p.number as premise, concat_ws(', ', p.line1, p.line2, p.city) as address, m.serial, gap.since, gap.until,
       ended.count as from_count, begun.count as to_count, m.unit, m.multiplier::text
     from (
       select a.id as left_id, a.premise_id, a.closed_on as since, next.id as entered_id, next.opened_on as until
       from account a
       left join lateral (
         select id, opened_on from account n
         where n.premise_id = a.premise_id and n.opened_on >= a.closed_on and n.closed_on is distinct from n.opened_on
         order by n.opened_on limit 1
       ) next on true
       where a.closed_on > a.opened_on and a.closed_on <= $2 and coalesce(next.opened_on > a.closed_on, true)
         and coalesce(next.opened_on, 'infinity'::date) >= $1 and ($4::bigint is null or a.premise_id = $4)
     ) gap
     join premise p on p.id = gap.premise_id
     join service_point sp on sp.premise_id = gap.premise_id
     join meter_installation mi on mi.service_point_id = sp.id and mi.installed_on <= gap.since
       and (mi.removed_on is null or mi.removed_on > gap.since)
     join meter m on m.id = mi.meter_id
     join lateral (
       select r.to_count as count from bill b join bill_read r on r.bill_id = b.id
       where b.account_id = gap.left_id and b.kind = 'final' and b.state <> 'cancelled' and r.meter_serial = m.serial
       limit 1
     ) ended on true
     join lateral (
       select count from (
         (select r.from_count as count, 1 as rank from bill b join bill_read r on r.bill_id = b.id
          where b.account_id = gap.entered_id and b.period_start = gap.until and b.state <> 'cancelled'
            and r.meter_serial = m.serial limit 1)
         union all
         (select r.count, 2 from register_read r
          where r.meter_id = m.id and r.read_on > gap.since and r.read_on <= coalesce(gap.until, 'infinity'::date)
            and r.quality <> 'estimated' and not exists (select from register_read n where n.supersedes_id = r.id)
          order by r.read_on desc, r.id desc limit 1)
       ) known order by rank limit 1
     ) begun on true
     where begun.count > ended.count
     order by gap.since, p.number limit $3`,
    [of.since, of.today, of.limit, of.premiseId ?? null],
  );
  return rows.map((row) => ({
    ...{ premise: row.premise, address: row.address, serial: row.serial, since: row.since, unit: row.unit },
    ...{ fromCount: row.from_count, toCount: row.to_count, multiplier: row.multiplier },
    ...present({ until: row.until }),
  }));
}
