import {
  assistancePart,
  type BilledPeriod,
  depositCreditPart,
  estimateCorrectionPart,
  lateFeePart,
  transferPart,
} from '../../domain/billing/index.ts';
import { cents, convertVolume, type Exact, exact, type VolumeUnit } from '../../domain/kernel/index.ts';
import type { Database } from '../database.ts';

/** As many bills as an estimate may follow another. */
const maxBills = 13;

interface Row {
  readonly last_bill_id: number;
  readonly kind: BilledPeriod['kind'];
  readonly period_start: Temporal.PlainDate;
  readonly period_end: Temporal.PlainDate;
  readonly charged: number;
  readonly reads:
    | readonly [
        serial: string,
        fromEstimated: boolean,
        toHours: boolean,
        used: number,
        unit: VolumeUnit,
        multiplier: string,
        servicePoint: number | null,
      ][]
    | null;
}

/**
 * Of each of these bills, the newest of their accounts: it and those before it whose end was estimated, newest first. What
 * each charged is what its rates did, without fees, programmes and what it put right itself. One statement for a batch.
 */
export async function doubtfulBills(
  db: Database,
  lastBillIds: readonly number[],
): Promise<ReadonlyMap<number, readonly BilledPeriod[]>> {
  if (lastBillIds.length === 0) return new Map();
  const rows = await db.query<Row>(
    `select last.id as last_bill_id, b.kind, b.period_start, b.period_end, l.charged, r.reads
     from bill last
     cross join lateral (
       select id, kind, period_start, period_end from bill
       where account_id = last.account_id and state <> 'cancelled' and period_end <= last.period_end
       order by period_end desc limit $2
     ) b
     cross join lateral (
       select coalesce(sum(amount_cents), 0)::bigint as charged from bill_line
       where bill_id = b.id and part <> all($3) and explanation->'rule'->>'file' is distinct from 'utility.yaml'
     ) l
     cross join lateral (
       select json_agg(json_build_array(br.meter_serial, br.from_quality = 'estimated', br.to_hours is not null,
         br.used_count, br.unit, br.multiplier::text, mi.service_point_id)) as reads
       from bill_read br
       left join meter m on m.serial = br.meter_serial
       left join meter_installation mi on mi.meter_id = m.id and mi.installed_on <= br.from_on
         and (mi.removed_on is null or mi.removed_on >= br.from_on)
       where br.bill_id = b.id
     ) r
     where last.id = any($1)
     order by last.id, b.period_end desc`,
    [lastBillIds, maxBills, [lateFeePart, depositCreditPart, transferPart, estimateCorrectionPart, assistancePart]],
  );
  return new Map([...Map.groupBy(rows, (row) => row.last_bill_id)].map(([id, bills]) => [id, doubtful(bills)]));
}

/** From the newest back, as long as a bill goes on from an estimate of the one before. */
function doubtful(bills: readonly Row[]): readonly BilledPeriod[] {
  const goesBack = bills.findIndex((bill, index) => {
    const before = bills[index + 1]?.reads ?? [];
    const fromHours = new Set(before.filter(([, , toHours]) => toHours).map(([serial]) => serial));
    return !(bill.reads ?? []).some(([serial, fromEstimated]) => fromEstimated && !fromHours.has(serial));
  });
  return bills.slice(0, goesBack + 1).map(toPeriod);
}

function toPeriod({ kind, period_start: start, period_end: end, charged, reads }: Row): BilledPeriod {
  const gallons = new Map<number, Exact>();
  for (const [, , , used, unit, multiplier, servicePoint] of reads ?? []) {
    if (servicePoint === null) continue;
    const ran = convertVolume(exact(multiplier).mul(exact(used)), unit, 'gal');
    gallons.set(servicePoint, (gallons.get(servicePoint) ?? exact(0)).add(ran));
  }
  return { kind, period: { start, end }, gallons, charged: cents(charged) };
}
