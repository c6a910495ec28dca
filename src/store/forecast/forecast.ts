import { present } from '../../domain/kernel/index.ts';
import type { Database } from '../database.ts';

/** What an account's running period begins from. */
export interface RunningAccount {
  readonly openedOn: Temporal.PlainDate;
  readonly closedOn?: Temporal.PlainDate;
  readonly cycle: string;
  /** The end of the last period billed, here or in the system before; none for a first bill. */
  readonly billedThrough?: Temporal.PlainDate;
  readonly lastBillId?: number;
}

export async function runningAccount(db: Database, accountId: number): Promise<RunningAccount | undefined> {
  const [row] = await db.query<{
    opened_on: Temporal.PlainDate;
    closed_on: Temporal.PlainDate | null;
    billing_cycle: string;
    billed_through: Temporal.PlainDate | null;
    last_bill_id: number | null;
  }>(
    `select a.opened_on, a.closed_on, a.billing_cycle, coalesce(last.period_end, a.billed_before) as billed_through,
       last.id as last_bill_id
     from account a
     left join lateral (
       select id, period_end from bill where account_id = a.id and state = 'posted' order by period_end desc limit 1
     ) last on true
     where a.id = $1`,
    [accountId],
  );
  return (
    row && {
      openedOn: row.opened_on,
      cycle: row.billing_cycle,
      ...present({ closedOn: row.closed_on, billedThrough: row.billed_through, lastBillId: row.last_bill_id }),
    }
  );
}

/** The service point of each meter that ever was at the account's premise. */
export async function servicePointsOfMeters(db: Database, accountId: number): Promise<ReadonlyMap<number, number>> {
  const rows = await db.query<{ meter_id: number; service_point_id: number }>(
    `select mi.meter_id, mi.service_point_id
     from account a
     join service_point sp on sp.premise_id = a.premise_id
     join meter_installation mi on mi.service_point_id = sp.id
     where a.id = $1`,
    [accountId],
  );
  return new Map(rows.map((row) => [row.meter_id, row.service_point_id]));
}

/** A sample of open accounts with hourly reads: scattered over the town, the same until homes come or go. */
export async function sampleOfHomes(db: Database, size: number): Promise<readonly number[]> {
  const rows = await db.query<{ id: number }>(
    `select a.id from account a
     where a.closed_on is null and exists (
       select from service_point sp
       join meter_installation mi on mi.service_point_id = sp.id and mi.removed_on is null
       join interval_channel ch on ch.meter_id = mi.meter_id
       where sp.premise_id = a.premise_id)
     order by hashint8(a.id), a.id
     limit $1`,
    [size],
  );
  return rows.map((row) => row.id);
}

export interface MeasuredErrors {
  readonly daysAhead: number;
  readonly errors: readonly number[];
}

export async function errorsMeasuredOn(db: Database): Promise<Temporal.PlainDate | undefined> {
  const [row] = await db.query<{ on: Temporal.PlainDate | null }>('select max(measured_on) as on from forecast_errors');
  return row?.on ?? undefined;
}

/** The errors measured at the number of days nearest to `days`; none where nothing was measured yet. */
export async function errorsAhead(db: Database, days: number): Promise<readonly number[]> {
  const [row] = await db.query<{ errors: readonly number[] }>(
    'select errors from forecast_errors order by abs(days_ahead - $1) limit 1',
    [days],
  );
  return row?.errors ?? [];
}

/** Puts a new measure in the place of the last one. */
export async function keepErrors(
  tx: Database,
  measured: readonly MeasuredErrors[],
  { homes, on }: { readonly homes: number; readonly on: Temporal.PlainDate },
): Promise<void> {
  for (const { daysAhead, errors } of measured) {
    await tx.query(
      `insert into forecast_errors (days_ahead, errors, homes, measured_on) values ($1, $2, $3, $4)
       on conflict (days_ahead) do update set errors = excluded.errors, homes = excluded.homes,
         measured_on = excluded.measured_on`,
      [daysAhead, errors, homes, on],
    );
  }
}
