import type { VolumeUnit } from '../../domain/kernel/index.ts';
import type { ReadQuality, Register, RegisterRead } from '../../domain/metering/index.ts';
import type { Database } from '../database.ts';

/** The hours from one local midnight to another, as SQL. */
const hoursBetween = (from: string, to: string, zone: string): string =>
  `(extract(epoch from (${to})::timestamp at time zone ${zone} - (${from})::timestamp at time zone ${zone}) / 3600)::int`;

/** The day of the read that a read from hours went on from. */
export const baseDay = (zone: string): string =>
  `((br.to_on::timestamp at time zone ${zone} - br.to_hours * interval '1 hour') at time zone ${zone})::date`;

/**
 * A later bill put it right: its read was taken from the dial, or was made from hours that reach back before this one. Each is
 * looked for by bill_read_meter: as an `exists` it is answered for all at once, from every read that was ever billed; and as a
 * comparison with null it is taken for rare, and the plan around it made for a handful of bills.
 */
const isPutRight = (zone: string): string =>
  `coalesce((
     select true from bill_read later join bill lb on lb.id = later.bill_id and lb.state = 'posted'
     where later.meter_serial = br.meter_serial and later.to_on > br.to_on
       and (later.to_quality in ('measured', 'customer') or later.to_hours > ${hoursBetween('br.to_on', 'later.to_on', zone)})
     limit 1
   ), false)`;

/** A posted bill whose meter was read from its hours, and where that read went on from. */
export interface BilledHours {
  readonly billId: number;
  readonly meterId: number;
  readonly register: Register;
  readonly from: RegisterRead;
  readonly to: RegisterRead;
  /** Hours of it that were estimated, doubted or missing when it was billed. */
  readonly estimated: number;
  /** It was found before that the hours say otherwise. */
  readonly isKnown: boolean;
}

interface BilledRow {
  readonly bill_id: number;
  readonly meter_id: number;
  readonly serial: string;
  readonly unit: VolumeUnit;
  readonly multiplier: string;
  readonly dials: number;
  readonly base_on: Temporal.PlainDate;
  readonly base_count: number;
  readonly base_carried: string | null;
  readonly to_on: Temporal.PlainDate;
  readonly to_count: number;
  readonly to_quality: ReadQuality;
  readonly to_estimated_hours: number;
  readonly is_known: boolean;
}

/**
 * The bills made from hours whose period ends after `after`, but those that a later read put right. Their reads lie behind the
 * first of them: those of years before are not read.
 */
export async function billedHours(
  db: Database,
  { after, zone, meterId }: { readonly after: Temporal.PlainDate; readonly zone: string; readonly meterId?: number },
): Promise<readonly BilledHours[]> {
  const rows = await db.query<BilledRow>(
    `select b.id as bill_id, m.id::int as meter_id, m.serial, m.unit, m.multiplier::text, m.dials, base.base_on,
       coalesce(r.count, case when base.base_on = br.from_on then br.from_count else mi.installed_count end) as base_count,
       r.carried as base_carried, br.to_on, br.to_count, br.to_quality, br.to_estimated_hours,
       exists (select from bill_correction where bill_id = b.id and state <> 'gone') as is_known
     from (select min(id) as id from (select id from bill where period_end > $1 offset 0) ended) first
     join bill b on b.id >= first.id
     join bill_read br on br.bill_id = b.id and br.bill_id >= first.id and br.to_hours is not null
     join meter m on m.serial = br.meter_serial
     cross join lateral (select ${baseDay('$2')} as base_on) base
     left join meter_installation mi on mi.meter_id = m.id and mi.installed_on = base.base_on
     left join lateral (
       select count, carried from register_read
       where meter_id = m.id and read_on = base.base_on
         and not exists (select from register_read newer where newer.supersedes_id = register_read.id)
       order by quality = 'estimated', id desc limit 1
     ) r on true
     where b.state = 'posted' and b.period_end > $1 and ($3::int is null or m.id = $3)
       and coalesce(r.count, case when base.base_on = br.from_on then br.from_count else mi.installed_count end) is not null
       and not ${isPutRight('$2')}
     order by b.id`,
    [after, zone, meterId ?? null],
  );
  return rows.map((row) => ({
    billId: row.bill_id,
    meterId: row.meter_id,
    register: { serial: row.serial, unit: row.unit, multiplier: row.multiplier, dials: row.dials },
    from: {
      ...{ on: row.base_on, count: row.base_count, quality: 'measured' },
      ...(row.base_carried === null ? {} : { fromHours: { hours: 0, estimated: 0, carried: row.base_carried } }),
    },
    to: { on: row.to_on, count: row.to_count, quality: row.to_quality },
    estimated: row.to_estimated_hours,
    isKnown: row.is_known,
  }));
}

/** By meter: the day from which on reads that were made from its hours carry a difference to the next. */
export async function carriedSince(
  db: Database,
  serials: readonly string[],
  zone: string,
): Promise<ReadonlyMap<string, Temporal.PlainDate>> {
  const rows = await db.query<{ serial: string; since: Temporal.PlainDate }>(
    `select br.meter_serial as serial, min(br.to_on) as since
     from bill_correction x
     join bill b on b.id = x.bill_id and b.state = 'posted'
     join bill_read br on br.bill_id = b.id and br.to_hours is not null
     where x.state = 'carried' and br.meter_serial = any($1::text[]) and not ${isPutRight('$2')}
     group by br.meter_serial`,
    [serials, zone],
  );
  return new Map(rows.map(({ serial, since }) => [serial, since]));
}
