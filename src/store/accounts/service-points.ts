import type { ServicePointDetails } from '../../domain/billing/index.ts';
import { present } from '../../domain/kernel/index.ts';
import type { Database } from '../database.ts';

/** What serves a premise, with its meters in service and what was said last of what schedules ask for. */
export interface ServicePointThere {
  readonly id: number;
  /** As it is called; its id where it has no number. */
  readonly number: string;
  readonly premiseId: number;
  readonly premiseNumber: string;
  readonly details: ServicePointDetails;
  readonly facts: Readonly<Record<string, string>>;
  readonly meters: readonly { readonly serial: string; readonly size: string; readonly installedOn: string }[];
}

const servicePoints = `select sp.id, coalesce(sp.number, sp.id::text) as number, sp.premise_id as "premiseId",
    p.number as "premiseNumber",
    json_build_object('class', sp.rate_class, 'service', sp.service,
      'cycle', coalesce(sp.cycle, (select billing_cycle from account where premise_id = sp.premise_id
        order by opened_on desc, id desc limit 1), ''),
      'route', coalesce(sp.route, ''), 'walkOrder', coalesce(sp.walk_order, '')) as details,
    coalesce((select json_object_agg(f.name, f.value) from (
      select distinct on (name) name, value from rate_fact where service_point_id = sp.id
      order by name, from_day desc, id desc) f where f.value is not null), '{}') as facts,
    coalesce((select json_agg(json_build_object('serial', m.serial, 'size', m.size, 'installedOn', mi.installed_on)
        order by m.id)
      from meter_installation mi join meter m on m.id = mi.meter_id
      where mi.service_point_id = sp.id and mi.removed_on is null), '[]') as meters
  from service_point sp join premise p on p.id = sp.premise_id`;

export const servicePointsAt = (db: Database, premiseId: number): Promise<readonly ServicePointThere[]> =>
  db.query<ServicePointThere>(`${servicePoints} where sp.premise_id = $1 order by sp.id`, [premiseId]);

export async function servicePointOf(db: Database, id: number): Promise<ServicePointThere | undefined> {
  const [row] = await db.query<ServicePointThere>(`${servicePoints} where sp.id = $1`, [id]);
  return row;
}

/** By its number; by its id where it has none. */
export async function servicePointNumbered(db: Database, number: string): Promise<ServicePointThere | undefined> {
  const [row] = await db.query<ServicePointThere>(
    `${servicePoints} where sp.number = $1 or sp.number is null and sp.id::text = $1`,
    [number],
  );
  return row;
}

/** Makes a service point; undefined where another has its number. */
export async function insertServicePoint(
  tx: Database,
  { premiseId, number, details }: { premiseId: number; number: string; details: ServicePointDetails },
): Promise<number | undefined> {
  const [row] = await tx.query<{ id: number }>(
    `insert into service_point (premise_id, number, rate_class, service, cycle, route, walk_order)
     values ($1, $2, $3, $4, $5, nullif($6, ''), nullif($7, ''))
     on conflict (number) do nothing returning id`,
    [premiseId, number, details.class, details.service, details.cycle, details.route, details.walkOrder],
  );
  return row?.id;
}

/** Writes a service point as it is now; with another cycle, who is served there is billed with it. The accounts are held. */
export async function keepServicePoint(
  tx: Database,
  { id, premiseId, details }: { id: number; premiseId: number; details: ServicePointDetails },
  isOtherCycle: boolean,
): Promise<void> {
  await tx.query(
    `update service_point set rate_class = $2, service = $3, cycle = $4, route = nullif($5, ''), walk_order = nullif($6, '')
     where id = $1`,
    [id, details.class, details.service, details.cycle, details.route, details.walkOrder],
  );
  if (!isOtherCycle) return;
  await tx.query('update account set billing_cycle = $2 where premise_id = $1 and closed_on is null', [
    premiseId,
    details.cycle,
  ]);
}

/** Who is, was or will be served at a premise. */
export interface Occupant {
  readonly accountId: number;
  readonly number: string;
  readonly customerName: string;
  readonly openedOn: Temporal.PlainDate;
  readonly closedOn?: Temporal.PlainDate;
  readonly billedThrough?: Temporal.PlainDate;
  /** A bill that is calculated and not posted. */
  readonly draft?: string;
  readonly finalBill?: string;
  readonly cycle: string;
}

/** Those served at a premise, the newest first. A move-in that was taken back is none. */
export async function occupantsOf(db: Database, premiseId: number): Promise<readonly Occupant[]> {
  const rows = await db.query<{
    id: number;
    number: string;
    name: string;
    opened_on: Temporal.PlainDate;
    closed_on: Temporal.PlainDate | null;
    billed_through: Temporal.PlainDate | null;
    draft: string | null;
    final_bill: string | null;
    billing_cycle: string;
  }>(
    `select a.id, a.number, c.name, a.opened_on, a.closed_on, a.billing_cycle,
       coalesce((select max(period_end) from bill where account_id = a.id and state <> 'cancelled'), a.billed_before)
         as billed_through,
       (select number from bill where account_id = a.id and state = 'draft' limit 1) as draft,
       (select number from bill where account_id = a.id and kind = 'final' and state <> 'cancelled' limit 1) as final_bill
     from account a join customer c on c.id = a.customer_id
     where a.premise_id = $1 and a.closed_on is distinct from a.opened_on
     order by a.opened_on desc, a.id desc`,
    [premiseId],
  );
  return rows.map((row) => ({
    ...{ accountId: row.id, number: row.number, customerName: row.name, openedOn: row.opened_on },
    cycle: row.billing_cycle,
    ...present({
      closedOn: row.closed_on,
      billedThrough: row.billed_through,
      draft: row.draft,
      finalBill: row.final_bill,
    }),
  }));
}

/** Every account of a premise: whom to hold before what serves it is changed. */
export async function accountsAt(db: Database, premiseId: number): Promise<readonly number[]> {
  const rows = await db.query<{ id: number }>('select id from account where premise_id = $1', [premiseId]);
  return rows.map(({ id }) => id);
}
