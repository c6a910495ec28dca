import { type BillKind, notBelowZero } from '../../domain/billing/index.ts';
import { type Cents, cents, type Exact, exact, present } from '../../domain/kernel/index.ts';
import type { ServiceOverTime } from '../../domain/usage/index.ts';
import type { Database } from '../database.ts';
import { factsOfPoints, saidOfAccount, withFacts } from '../rates/index.ts';

/** A bill that stands, as far as its water and what it was charged go. */
export interface BilledWater {
  readonly number: string;
  readonly kind: BillKind;
  readonly start: Temporal.PlainDate;
  /** The first day no longer billed. */
  readonly end: Temporal.PlainDate;
  readonly gallons: Exact;
  readonly isEstimated: boolean;
  /** What its lines charge for water: those with a quantity and a price. */
  readonly waterCharges: Cents;
  readonly charges: Cents;
}

/** The account's bills whose periods reach into some days, oldest first. */
export async function billsOverDays(
  db: Database,
  accountId: number,
  { from, to }: { readonly from: Temporal.PlainDate; readonly to: Temporal.PlainDate },
): Promise<readonly BilledWater[]> {
  const rows = await db.query<{
    number: string;
    kind: BillKind;
    period_start: Temporal.PlainDate;
    period_end: Temporal.PlainDate;
    usage_gallons: string;
    water_cents: number;
    new_charges_cents: number;
    is_estimated: boolean;
  }>(
    `select number, kind, period_start, period_end, usage_gallons, new_charges_cents,
       exists (select from bill_read where bill_id = b.id and to_quality = 'estimated') as is_estimated,
       (select coalesce(sum(amount_cents), 0)::bigint from bill_line
        where bill_id = b.id and quantity is not null) as water_cents
     from bill b
     where account_id = $1 and state = 'posted' and period_end > $2 and period_start <= $3
     order by period_start`,
    [accountId, from, to],
  );
  return rows.map((row) => ({
    number: row.number,
    kind: row.kind,
    start: row.period_start,
    end: row.period_end,
    gallons: notBelowZero(exact(row.usage_gallons)),
    isEstimated: row.is_estimated,
    waterCharges: cents(row.water_cents),
    charges: cents(row.new_charges_cents),
  }));
}

/** Since when the account has days that no bill has, and its last of all where it is closed. */
export async function unbilledSince(
  db: Database,
  accountId: number,
): Promise<{ readonly start: Temporal.PlainDate; readonly closedOn?: Temporal.PlainDate }> {
  const [row] = await db.query<{
    billed: Temporal.PlainDate | null;
    billed_before: Temporal.PlainDate | null;
    opened_on: Temporal.PlainDate;
    closed_on: Temporal.PlainDate | null;
  }>(
    `select (select max(period_end) from bill where account_id = a.id and state = 'posted') as billed,
       billed_before, opened_on, closed_on
     from account a where id = $1`,
    [accountId],
  );
  if (row === undefined) throw new RangeError(`there is no account ${accountId}`);
  return {
    start: row.billed ?? row.billed_before ?? row.opened_on,
    ...present({ closedOn: row.closed_on }),
  };
}

/** The account's service points as its rates ask about them, with every meter that stood there. */
export async function servicesToPrice(
  db: Database,
  accountId: number,
): Promise<readonly (ServiceOverTime & { readonly servicePointId: number })[]> {
  const answered = db.query<{
    id: number;
    rate_class: string;
    classes: readonly (readonly [rateClass: string, fromOn: string])[];
    elevation_zone: string;
    backflow: boolean;
    high_elevation: boolean;
    meters: readonly (readonly [size: string, installedOn: string])[];
  }>(
    `select sp.id, class_on(sp, '-infinity') as rate_class, sp.elevation_zone, sp.backflow, sp.high_elevation,
       coalesce((select json_agg(json_build_array(c.became, c.from_day) order by c.from_day, c.id)
         from place_change c where c.service_point_id = sp.id and c.field = 'class'), '[]') as classes,
       coalesce((select json_agg(json_build_array(m.size, mi.installed_on) order by mi.installed_on)
         from meter_installation mi join meter m on m.id = mi.meter_id where mi.service_point_id = sp.id), '[]') as meters
     from account a join service_point sp on sp.premise_id = a.premise_id
     where a.id = $1 order by sp.id`,
    [accountId],
  );
  const [rows, said] = await Promise.all([answered, saidOfAccount(db, accountId)]);
  const services = rows.map((row) => ({
    servicePointId: row.id,
    rateClass: row.rate_class,
    classes: row.classes.map(([rateClass, on]) => ({ rateClass, fromOn: Temporal.PlainDate.from(on) })),
    facts: { elevation_zone: row.elevation_zone, backflow: row.backflow, high_elevation: row.high_elevation },
    meters: row.meters.map(([size, on]) => ({ size, installedOn: Temporal.PlainDate.from(on) })),
  }));
  const points = services.map(({ servicePointId }) => ({ servicePointId, accountId }));
  return withFacts(services, factsOfPoints(said, points));
}
