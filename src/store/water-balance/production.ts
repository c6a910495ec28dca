import type { VolumeUnit } from '../../domain/kernel/index.ts';
import type { ProductionKind, ProductionReport } from '../../domain/water-balance/index.ts';
import type { Database } from '../database.ts';

/** A report as it stands. */
export interface StandingReport {
  readonly source: string;
  readonly kind: ProductionKind;
  readonly zone: string;
  readonly firstDay: Temporal.PlainDate;
  readonly endDay: Temporal.PlainDate;
  readonly quantity: string;
  readonly unit: VolumeUnit;
}

interface ReportRow {
  readonly source: string;
  readonly kind: ProductionKind;
  readonly zone: string;
  readonly first_day: Temporal.PlainDate;
  readonly end_day: Temporal.PlainDate;
  readonly quantity: string;
  readonly unit: VolumeUnit;
}

/** Of each source and period the newest report, of those that touch the days from `from` to before `until`. */
export async function standingReports(
  db: Database,
  { from, until }: { readonly from?: Temporal.PlainDate; readonly until?: Temporal.PlainDate } = {},
): Promise<readonly StandingReport[]> {
  const rows = await db.query<ReportRow>(
    `select distinct on (source, first_day, end_day) source, kind, zone, first_day, end_day, quantity::text, unit
     from production where ($1::date is null or end_day > $1) and ($2::date is null or first_day < $2)
     order by source, first_day, end_day, id desc`,
    [from ?? null, until ?? null],
  );
  return rows.map(({ first_day, end_day, ...row }) => ({ ...row, firstDay: first_day, endDay: end_day }));
}

export async function insertReports(
  tx: Database,
  reports: readonly ProductionReport[],
  from: { readonly fileName: string; readonly by: string; readonly now: Temporal.Instant },
): Promise<void> {
  const column = <Key extends keyof ProductionReport>(key: Key) => reports.map((report) => report[key]);
  await tx.query(
    `insert into production (source, kind, zone, first_day, end_day, quantity, unit, line, file_name, received_at, received_by)
     select t.*, $9, $10::timestamptz, $11
     from unnest($1::text[], $2::text[], $3::text[], $4::date[], $5::date[], $6::numeric[], $7::text[], $8::int[]) as t`,
    [
      ...(['source', 'kind', 'zone', 'firstDay', 'endDay', 'quantity', 'unit', 'line'] as const).map(column),
      from.fileName,
      from.now,
      from.by,
    ],
  );
}

/** What of a month in a zone was billed, and how much of it is. */
export interface BilledMonth {
  readonly zone: string;
  readonly month: Temporal.PlainDate;
  /** Of each bill, the share of its water that its days in the month are. */
  readonly gallons: number;
  /** Days of accounts that a bill covers, and all of them. */
  readonly billedDays: number;
  readonly servedDays: number;
}

/**
 * Bills cover other days than months: each counts in a month by the share of its days. Two passes over the bills and the
 * accounts, whatever their number. The zone of an account is that of its premise's first service point on each day.
 */
export async function billedByMonth(
  db: Database,
  { from, until }: { readonly from: Temporal.PlainDate; readonly until: Temporal.PlainDate },
): Promise<readonly BilledMonth[]> {
  return db.query(
    `with zoned as (
       select a.id, a.opened_on, a.closed_on, coalesce(z.zone, '') as zone,
         coalesce(z.from_day, '-infinity') as from_day, coalesce(z.until_day, 'infinity') as until_day
       from account a
       left join (select premise_id, min(id) as id from service_point group by premise_id) s on s.premise_id = a.premise_id
       left join zone_spell z on z.service_point_id = s.id
       where a.opened_on < $2 and (a.closed_on is null or a.closed_on > $1)
     ), months as (
       select m::date as month, (m + interval '1 month')::date as next
       from generate_series($1::date::timestamp, $2::date::timestamp - interval '1 day', interval '1 month') as m
     ), billed as (
       select z.zone, m.month::date as month, sum(b.usage_gallons::double precision * d.days
           / (b.period_end - b.period_start)) as gallons,
         sum(d.days) as days
       from bill b
       join zoned z on z.id = b.account_id and z.from_day < b.period_end and z.until_day > b.period_start
       -- Each bill's own two or three months: a join on the range would hold every bill against every month.
       cross join lateral generate_series(
         date_trunc('month', greatest(b.period_start, z.from_day, $1)::timestamp), least(b.period_end, z.until_day, $2)::timestamp - interval '1 day', interval '1 month') as m (month)
       cross join lateral (select least(b.period_end, z.until_day, (m.month + interval '1 month')::date)
         - greatest(b.period_start, z.from_day, m.month::date) as days) as d
       where b.state = 'posted' and b.period_start < $2 and b.period_end > $1
       group by 1, 2
     ), served as (
       select z.zone, m.month, sum(greatest(0, least(z.closed_on, z.until_day, m.next) - greatest(z.opened_on, z.from_day, m.month))) as days
       from zoned z join months m on z.opened_on < m.next and (z.closed_on is null or z.closed_on > m.month)
         and z.from_day < m.next and z.until_day > m.month
       group by 1, 2
     )
     select s.zone, s.month, coalesce(b.gallons, 0) as gallons, coalesce(b.days, 0)::int as "billedDays",
       s.days::int as "servedDays"
     from served s left join billed b using (zone, month) order by s.month, s.zone`,
    [from, until],
  );
}
