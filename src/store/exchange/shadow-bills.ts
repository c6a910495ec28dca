import type { BillKind, PricedService } from '../../domain/billing/index.ts';
import type { TheirBill } from '../../domain/exchange/index.ts';
import { cents, exact, present, type VolumeUnit } from '../../domain/kernel/index.ts';
import type { Database } from '../database.ts';
import { saidFacts } from '../rates/index.ts';

/** A bill of the billing system that is to be calculated again. */
export interface BillToShadow {
  readonly billId: number;
  readonly exchangeRunId?: number;
  readonly newCharges: number;
  readonly bill: TheirBill;
}

/** Bills of the billing system after `afterId`, in their order: those not calculated yet as they stand, or all with reads. */
export async function billIdsToShadow(
  db: Database,
  { afterId, limit, all }: { readonly afterId: number; readonly limit: number; readonly all: boolean },
): Promise<readonly number[]> {
  const rows = await db.query<{ id: number }>(
    `select b.id from bill b
     where b.id > $1 and b.origin = 'cis' and b.state = 'posted'
       and exists (select from exchange_bill_read r where r.bill_id = b.id)
       and ($3 or not exists (
         select from exchange_shadow_bill s where s.bill_id = b.id and s.exchange_run_id is not distinct from b.exchange_run_id
       ))
     order by b.id limit $2`,
    [afterId, limit, all],
  );
  return rows.map(({ id }) => id);
}

interface BillRow {
  id: number;
  account_id: number;
  exchange_run_id: number | null;
  kind: BillKind;
  period_start: Temporal.PlainDate;
  period_end: Temporal.PlainDate;
  period_given: boolean;
  new_charges_cents: number;
  lines: readonly LineJson[] | null;
  reads: readonly ReadJson[] | null;
}

interface LineJson {
  position: number;
  type: string;
  label: string;
  point: string | null;
  quantity: string | null;
  rate: string | null;
  cents: number;
}

interface ReadJson {
  point: string;
  previous: string | null;
  current: string | null;
  multiplier: string | null;
  usage: string;
  unit: VolumeUnit;
}

interface ServiceRow {
  id: number;
  account_id: number;
  number: string;
  bill_id: number;
  rate_class: string;
  elevation_zone: string;
  backflow: boolean;
  high_elevation: boolean;
  meter_size: string | null;
}

/** These bills with their lines, what they were calculated from, and the service points that they name. */
export async function loadBillsToShadow(db: Database, billIds: readonly number[]): Promise<readonly BillToShadow[]> {
  const rows = await db.query<BillRow>(
    `select b.id, b.account_id, b.exchange_run_id, b.kind, b.period_start, b.period_end, b.period_given, b.new_charges_cents,
       (select json_agg(json_build_object('position', position, 'type', replace(part, 'cis_', ''), 'label', label_en,
          'point', explanation -> 'cis' ->> 'servicePoint', 'quantity', quantity::text, 'rate', unit_price::text,
          'cents', amount_cents) order by position)
        from bill_line where bill_id = b.id) as lines,
       (select json_agg(json_build_object('point', service_point, 'previous', previous_read::text,
          'current', current_read::text, 'multiplier', multiplier::text, 'usage', usage::text, 'unit', unit) order by position)
        from exchange_bill_read where bill_id = b.id) as reads
     from bill b where b.id = any($1::bigint[]) order by b.id`,
    [billIds],
  );
  const services = await servicesOf(db, billIds);
  return rows.map((row) => ({
    billId: row.id,
    newCharges: row.new_charges_cents,
    ...present({ exchangeRunId: row.exchange_run_id }),
    bill: {
      kind: row.kind,
      ...(row.period_given ? { period: { start: row.period_start, end: row.period_end } } : {}),
      lines: (row.lines ?? []).map((line) => ({
        position: line.position,
        description: line.label,
        type: line.type,
        amount: cents(line.cents),
        ...present({
          servicePoint: line.point,
          quantity: line.quantity === null ? undefined : exact(line.quantity),
          rate: line.rate === null ? undefined : exact(line.rate),
        }),
      })),
      reads: (row.reads ?? []).map((read) => ({
        servicePoint: read.point,
        usage: exact(read.usage),
        unit: read.unit,
        ...present({
          previous: read.previous === null ? undefined : exact(read.previous),
          current: read.current === null ? undefined : exact(read.current),
          multiplier: read.multiplier === null ? undefined : exact(read.multiplier),
        }),
      })),
      services: services.get(row.id) ?? new Map(),
    },
  }));
}

/** The service points that the reads of bills name, as their rates asked about them when the period ended; the class is that of its first day. */
async function servicesOf(
  db: Database,
  billIds: readonly number[],
): Promise<ReadonlyMap<number, ReadonlyMap<string, PricedService>>> {
  const rows = await db.query<ServiceRow>(
    `select s.id, b.account_id, s.number, b.id as bill_id, class_on(s, b.period_start) as rate_class, s.elevation_zone, s.backflow, s.high_elevation,
       m.size as meter_size
     from (select distinct bill_id, service_point from exchange_bill_read where bill_id = any($1::bigint[])) r
     join bill b on b.id = r.bill_id
     join service_point s on s.number = r.service_point
     left join lateral (
       select m.size from meter_installation i join meter m on m.id = i.meter_id
       where i.service_point_id = s.id and i.installed_on < b.period_end
       order by i.installed_on desc, i.id limit 1
     ) m on true`,
    [billIds],
  );
  const said = await saidFacts(
    db,
    rows.map((row) => ({ accountId: row.account_id, servicePointId: row.id })),
  );
  const byBill = new Map<number, Map<string, PricedService>>();
  for (const row of rows) {
    const services = byBill.get(row.bill_id) ?? new Map<string, PricedService>();
    services.set(row.number, {
      rateClass: row.rate_class,
      facts: {
        meter_size: row.meter_size ?? '',
        elevation_zone: row.elevation_zone,
        backflow: row.backflow,
        high_elevation: row.high_elevation,
        ...present({ said: said.get(row.id) }),
      },
    });
    byBill.set(row.bill_id, services);
  }
  return byBill;
}
