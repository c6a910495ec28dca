import { type ListAsked, type ListPart, present, type VolumeUnit } from '../../domain/kernel/index.ts';
import type { MeterOnRoute, ReadDoubt, ReadQuality } from '../../domain/metering/index.ts';
import type { Database } from '../database.ts';
import { listPart } from '../list-part.ts';

interface RouteRow {
  readonly meter_id: number;
  readonly serial: string;
  readonly rate_class: string;
  readonly unit: VolumeUnit;
  readonly multiplier: string;
  readonly dials: number;
  readonly installed_on: Temporal.PlainDate;
  readonly installed_count: number;
  readonly removed_on: Temporal.PlainDate | null;
  readonly reads:
    | readonly [id: number, on: string, count: number, quality: ReadQuality, supersedes: number | null][]
    | null;
}

/** So far back a meter's reads say what it uses. */
const daysBack = 420;

/**
 * These meters where each was last installed, with the reads kept of it around the days that are asked for. Locks the meters, so
 * that two who bring a read of one day are asked one after the other.
 */
export async function metersOnRoute(
  tx: Database,
  meterIds: readonly number[],
  { from, to }: { readonly from: Temporal.PlainDate; readonly to: Temporal.PlainDate },
): Promise<ReadonlyMap<number, MeterOnRoute & { readonly rateClass: string }>> {
  await tx.query('select from meter where id = any($1::bigint[]) order by id for no key update', [meterIds]);
  const rows = await tx.query<RouteRow>(
    `select m.id::int as meter_id, m.serial, m.unit, m.multiplier::text, m.dials, mi.installed_on, mi.installed_count,
       mi.removed_on, sp.rate_class, r.reads
     from meter m
     join lateral (
       select * from meter_installation where meter_id = m.id order by installed_on desc limit 1
     ) mi on true
     join service_point sp on sp.id = mi.service_point_id
     left join lateral (
       select json_agg(json_build_array(id, read_on, count, quality, supersedes_id)) as reads from register_read
       where meter_id = m.id and read_on >= mi.installed_on and read_on between $2::date - $4::int and $3::date + $4::int
     ) r on true
     where m.id = any($1::bigint[])`,
    [meterIds, from, to, daysBack],
  );
  return new Map(
    rows.map((row) => [
      row.meter_id,
      {
        register: { serial: row.serial, unit: row.unit, multiplier: row.multiplier, dials: row.dials },
        rateClass: row.rate_class,
        installed: { on: row.installed_on, count: row.installed_count },
        ...present({ removedOn: row.removed_on }),
        kept: (row.reads ?? []).map(([id, on, count, quality, supersedes]) => ({
          ...{ id, on: Temporal.PlainDate.from(on), count, quality },
          ...present({ supersedesId: supersedes }),
        })),
      },
    ]),
  );
}

/** Keeps what is doubted of the newest read of a meter on a day. */
export const keepReadDoubt = (
  tx: Database,
  { serial, on, doubt, now }: { serial: string; on: Temporal.PlainDate; doubt: ReadDoubt; now: Temporal.Instant },
) =>
  tx.query(
    `insert into register_read_doubt (read_id, code, params, found_at)
     select r.id, $3, $4, $5 from register_read r join meter m on m.id = r.meter_id
     where m.serial = $1 and r.read_on = $2 order by r.id desc limit 1`,
    [serial, on, doubt.code, JSON.stringify(doubt.params), now],
  );

/** A register read that waits for an analyst. */
interface DoubtedRead extends ReadDoubt {
  readonly id: number;
  readonly serial: string;
  readonly on: Temporal.PlainDate;
  readonly count: number;
  readonly quality: ReadQuality;
  readonly source: string;
  readonly foundAt: Temporal.Instant;
  readonly account: string | null;
  readonly note: string | null;
}

/** Open doubts, the oldest first; none of a read that was corrected since. */
export const doubtedReads = (db: Database, asked: ListAsked): Promise<ListPart<DoubtedRead>> =>
  listPart<DoubtedRead>(
    db,
    {
      select: `select d.id, d.code, jsonb_build_object('basis', 'own') || d.params as params, m.serial, r.read_on as on, r.count, r.quality, r.source, r.note,
          d.found_at as "foundAt",
          (select a.number from meter_installation mi
            join service_point sp on sp.id = mi.service_point_id
            join account a on a.premise_id = sp.premise_id and a.closed_on is null
            where mi.meter_id = m.id and mi.removed_on is null limit 1) as account
        from register_read_doubt d
        join register_read r on r.id = d.read_id
        join meter m on m.id = r.meter_id
        where d.ended_at is null and not exists (select from register_read later where later.supersedes_id = r.id)`,
      parameters: [],
      order: [{ by: 'l."foundAt"', type: 'timestamptz' }],
      id: { by: 'l.id', type: 'bigint' },
      sorts: {
        meter: { by: 'l.serial', type: 'text' },
        on: { by: 'l.on', type: 'date' },
      },
      toRow: (row) => row,
    },
    asked,
  );

/** How many register reads wait for an analyst. */
export async function countDoubtedReads(db: Database): Promise<number> {
  const [row] = await db.query<{ count: number }>(
    `select count(*)::int as count from register_read_doubt d where ended_at is null
       and not exists (select from register_read later where later.supersedes_id = d.read_id)`,
  );
  return row?.count ?? 0;
}

/** A doubt that is open, ended by who found the read right; false where it was ended before. */
export async function endReadDoubt(
  tx: Database,
  id: number,
  { staffId, now }: { readonly staffId: string; readonly now: Temporal.Instant },
): Promise<boolean> {
  const rows = await tx.query<{ id: number }>(
    'update register_read_doubt set ended_at = $2, staff_id = $3 where id = $1 and ended_at is null returning id',
    [id, now, staffId],
  );
  return rows.length > 0;
}
