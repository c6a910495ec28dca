import type { Vacation } from '../../domain/leaks/index.ts';
import type { Database } from '../database.ts';

export interface KeptVacation extends Vacation {
  readonly id: number;
  readonly irrigationGoesOn: boolean;
}

interface VacationRow {
  readonly id: number;
  readonly from_day: Temporal.PlainDate;
  readonly until_day: Temporal.PlainDate;
  readonly irrigation_goes_on: boolean;
}

const toVacation = (row: VacationRow): KeptVacation => ({
  id: row.id,
  from: row.from_day,
  until: row.until_day,
  irrigationGoesOn: row.irrigation_goes_on,
});

/** An account's vacations that stand and are not over on `today`, the next first. */
export async function vacationsOf(
  db: Database,
  accountId: number,
  today: Temporal.PlainDate,
): Promise<readonly KeptVacation[]> {
  const rows = await db.query<VacationRow>(
    `select id, from_day, until_day, irrigation_goes_on from vacation
     where account_id = $1 and until_day > $2 and withdrawn_at is null order by from_day, id`,
    [accountId, today],
  );
  return rows.map(toVacation);
}

/** The same, locked until the transaction ends. */
export async function lockVacationsOf(
  tx: Database,
  accountId: number,
  today: Temporal.PlainDate,
): Promise<readonly KeptVacation[]> {
  await tx.query('select from account where id = $1 for no key update', [accountId]);
  return vacationsOf(tx, accountId, today);
}

export async function insertVacation(
  tx: Database,
  vacation: Required<Vacation> & {
    readonly accountId: number;
    readonly loginId: string;
    readonly now: Temporal.Instant;
  },
): Promise<void> {
  await tx.query(
    `insert into vacation (account_id, from_day, until_day, irrigation_goes_on, login_id, told_at)
     values ($1, $2, $3, $4, $5, $6)`,
    [vacation.accountId, vacation.from, vacation.until, vacation.irrigationGoesOn, vacation.loginId, vacation.now],
  );
}

export async function withdrawVacation(tx: Database, id: number, now: Temporal.Instant): Promise<void> {
  await tx.query('update vacation set withdrawn_at = $2 where id = $1 and withdrawn_at is null', [id, now]);
}

/**
 * The vacations since `firstDay` of the customers whom the meters serve on `today`, of all meters at once: few people are
 * away. A vacation that was told before somebody moved out is not the next customer's.
 */
export async function vacationsByMeter(
  db: Database,
  { firstDay, today }: { readonly firstDay: Temporal.PlainDate; readonly today: Temporal.PlainDate },
): Promise<ReadonlyMap<number, readonly KeptVacation[]>> {
  const rows = await db.query<VacationRow & { meter_id: number }>(
    `select i.meter_id, v.id, v.from_day, v.until_day, v.irrigation_goes_on
     from vacation v join account a on a.id = v.account_id
     join service_point s on s.premise_id = a.premise_id
     join meter_installation i on i.service_point_id = s.id
     where v.withdrawn_at is null and v.until_day > $1 and v.from_day <= $2
       and a.opened_on <= $2 and (a.closed_on is null or a.closed_on > $2)
       and i.installed_on <= $2 and (i.removed_on is null or i.removed_on > $2)
     order by i.meter_id, v.from_day, v.id`,
    [firstDay, today],
  );
  const meters = new Map<number, KeptVacation[]>();
  for (const row of rows) meters.set(row.meter_id, [...(meters.get(row.meter_id) ?? []), toVacation(row)]);
  return meters;
}
