import { exact, exactToDecimal, present, type VolumeUnit } from '../../domain/kernel/index.ts';
import type { ReadQuality } from '../../domain/metering/index.ts';
import type { Database } from '../database.ts';

/** A register that is in service, and the read of it that stands, where there is one. */
export interface RegisterOut {
  readonly account: string;
  readonly location: string;
  readonly servicePoint: string;
  readonly meter: string;
  readonly register: string;
  readonly endpoint: string;
  readonly unit: VolumeUnit;
  readonly read?: {
    readonly on: Temporal.PlainDate;
    readonly quality: ReadQuality;
    readonly isTyped: boolean;
    /** In the meter's unit. */
    readonly volume: string;
    /** As the billing system counts it. */
    readonly counted: string;
  };
}

interface RegisterRow {
  readonly account: string | null;
  readonly location: string;
  readonly service_point: string | null;
  readonly meter: string;
  readonly register: string;
  readonly endpoint: string | null;
  readonly unit: VolumeUnit;
  readonly multiplier: string;
  readonly resolution: string | null;
  readonly read_on: Temporal.PlainDate | null;
  readonly quality: ReadQuality | null;
  readonly source: string | null;
  readonly count: number | null;
}

/**
 * Every register in service on a day, with its newest read of the days before it; an estimate only where nothing else is
 * there. A part of a premise is told by the number of the whole one, as the billing system knows it. One pass over the meters
 * in service, and one step into the index of reads each.
 */
export async function registersOut(
  db: Database,
  {
    on,
    daysBack,
    cycle,
  }: { readonly on: Temporal.PlainDate; readonly daysBack: number; readonly cycle: string | undefined },
): Promise<readonly RegisterOut[]> {
  const rows = await db.query<RegisterRow>(
    `select coalesce(by_agreement.number, by_premise.number) as account, coalesce(w.number, p.number) as location,
       sp.number as service_point, coalesce(m.number, m.serial) as meter, m.register, m.endpoint, m.unit,
       m.multiplier::text, m.resolution::text, r.read_on, r.quality, r.source, r.count
     from meter_installation i
     join meter m on m.id = i.meter_id
     join service_point sp on sp.id = i.service_point_id
     join premise p on p.id = sp.premise_id
     left join premise w on w.id = p.whole_id
     left join lateral (
       select a.number, a.billing_cycle from agreement g join account a on a.id = g.account_id
       where g.service_point_id = sp.id and g.from_day <= $1 and (g.to_day is null or g.to_day > $1)
       order by g.from_day desc, g.id limit 1
     ) by_agreement on true
     left join lateral (
       select a.number, a.billing_cycle from account a
       where a.premise_id = p.id and a.opened_on <= $1 and (a.closed_on is null or a.closed_on > $1) limit 1
     ) by_premise on true
     left join lateral (
       select r.read_on, r.quality, r.source, r.count from register_read r
       where r.meter_id = m.id and r.read_on between greatest($1::date - $2::int, i.installed_on) and $1
         and not exists (select from register_read later where later.supersedes_id = r.id)
       order by r.quality = 'estimated', r.read_on desc, r.id desc limit 1
     ) r on true
     where i.installed_on <= $1 and (i.removed_on is null or i.removed_on > $1)
       and ($3::text is null or coalesce(sp.cycle, by_agreement.billing_cycle, by_premise.billing_cycle) = $3)
     order by sp.route, sp.walk_order, meter, m.register`,
    [on, daysBack, cycle ?? null],
  );
  return rows.map((row) => ({
    ...{ account: row.account ?? '', location: row.location, meter: row.meter, register: row.register, unit: row.unit },
    ...{ servicePoint: row.service_point ?? '', endpoint: row.endpoint ?? '' },
    ...present({ read: readOf(row) }),
  }));
}

function readOf({ read_on: on, quality, source, count, multiplier, resolution }: RegisterRow): RegisterOut['read'] {
  if (on === null || quality === null || count === null) return undefined;
  const times = (factor: string) => exactToDecimal(exact(count).mul(exact(factor)));
  return {
    ...{ on, quality, isTyped: source?.startsWith('staff:') === true },
    ...{ volume: times(multiplier), counted: times(resolution ?? '1') },
  };
}
