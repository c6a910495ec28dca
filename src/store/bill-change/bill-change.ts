import type { BilledService } from '../../domain/bill-change/index.ts';
import type { MeteredPlace } from '../../domain/usage/index.ts';
import type { Database } from '../database.ts';
import { factsOfPoints, saidOfBill, withFacts } from '../rates/index.ts';

/** The bills that one is compared with, by number, where they stand. */
export interface BillsBeside {
  /** The one whose period ended last before it began. */
  readonly last?: string;
  /** The one whose period ended nearest to a year before, within three weeks of it. */
  readonly yearAgo?: string;
}

/** Two look-ups in the index of an account's standing bills. */
export async function billsBeside(db: Database, number: string): Promise<BillsBeside> {
  const [row] = await db.query<{ last: string | null; year_ago: string | null }>(
    `select
       (select o.number from bill o
        where o.account_id = b.account_id and o.state = 'posted' and o.period_end <= b.period_start
        order by o.period_end desc limit 1) as last,
       (select o.number from bill o
        where o.account_id = b.account_id and o.state = 'posted'
          and o.period_end between b.period_end - 365 - 20 and b.period_end - 365 + 20
        order by abs(o.period_end - (b.period_end - 365)) limit 1) as year_ago
     from bill b where b.number = $1`,
    [number],
  );
  return {
    ...(row?.last == null ? {} : { last: row.last }),
    ...(row?.year_ago == null ? {} : { yearAgo: row.year_ago }),
  };
}

/** A service point of a bill's account, with the meter that stood there at the end of its period. */
export interface ServiceOfBill extends Omit<BilledService, 'gallons'> {
  readonly accountId: number;
  /** Of all meters that stood there in the period. */
  readonly serials: readonly string[];
}

/** The service points of a bill, in the order in which it was calculated. */
export async function servicesOfBill(db: Database, number: string): Promise<readonly ServiceOfBill[]> {
  const [rows, said] = await Promise.all([serviceRows(db, number), saidOfBill(db, number)]);
  const services = rows.map((row) => ({
    accountId: row.account_id,
    servicePointId: row.id,
    rateClass: row.rate_class,
    facts: {
      meter_size: row.sizes.at(-1) ?? '',
      elevation_zone: row.elevation_zone,
      backflow: row.backflow,
      high_elevation: row.high_elevation,
    },
    serials: row.serials,
  }));
  return withFacts(services, factsOfPoints(said, services));
}

const serviceRows = (db: Database, number: string) =>
  db.query<{
    id: number;
    account_id: number;
    rate_class: string;
    elevation_zone: string;
    backflow: boolean;
    high_elevation: boolean;
    sizes: readonly string[];
    serials: readonly string[];
  }>(
    `select sp.id, b.account_id, class_on(sp, b.period_start) as rate_class, sp.elevation_zone, sp.backflow, sp.high_elevation,
       array_agg(m.size order by mi.installed_on) as sizes, array_agg(m.serial order by mi.installed_on) as serials
     from bill b
     join account a on a.id = b.account_id
     join service_point sp on sp.premise_id = a.premise_id
     join meter_installation mi on mi.service_point_id = sp.id
       and mi.installed_on <= b.period_end and (mi.removed_on is null or mi.removed_on > b.period_start)
     join meter m on m.id = mi.meter_id
     where b.number = $1
     group by sp.id, b.account_id, b.period_start
     order by sp.id`,
    [number],
  );

/** Where the meters of a bill stood, for their names. */
export const metersOfBill = (db: Database, number: string): Promise<readonly MeteredPlace[]> =>
  db.query<MeteredPlace>(
    `select sp.id as "servicePointId", concat_ws(', ', p.line1, p.line2) as street, sp.service, m.serial
     from bill b
     join account a on a.id = b.account_id
     join premise p on p.id = a.premise_id
     join service_point sp on sp.premise_id = a.premise_id
     join meter_installation mi on mi.service_point_id = sp.id
       and mi.installed_on <= b.period_end and (mi.removed_on is null or mi.removed_on > b.period_start)
     join meter m on m.id = mi.meter_id
     where b.number = $1
     order by sp.id, mi.installed_on`,
    [number],
  );
