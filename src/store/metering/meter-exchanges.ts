import { present, type VolumeUnit } from '../../domain/kernel/index.ts';
import {
  type KnownMeter,
  type MeterExchange,
  type MeterInPlace,
  type PlaceForMeter,
  type ReadQuality,
  type Register,
  sizeNotSaid,
  standingReads,
} from '../../domain/metering/index.ts';
import type { Database } from '../database.ts';
import type { Books } from '../receivables/index.ts';

interface RegisterRow {
  readonly id: number;
  readonly serial: string;
  readonly size: string;
  readonly unit: VolumeUnit;
  readonly multiplier: string;
  readonly dials: number;
}

const registerOf = ({ serial, unit, multiplier, dials }: RegisterRow) => ({ serial, unit, multiplier, dials });

/** A meter in service where an account is served. */
export interface MeterOfAccount extends MeterInPlace {
  readonly meterId: number;
  readonly installationId: number;
  readonly servicePointId: number;
  readonly rateClass: string;
  readonly size: string;
}

/** The meters in service at an account's premise, with their reads and what is billed there. */
export const metersInPlace = (db: Database, accountId: number): Promise<readonly MeterOfAccount[]> =>
  metersAt(db, { accountId });

/** The same of a premise, who is served there. */
export const metersOfPremise = (db: Database, premiseId: number): Promise<readonly MeterOfAccount[]> =>
  metersAt(db, { premiseId });

async function metersAt(
  db: Database,
  at: { readonly accountId?: number; readonly premiseId?: number },
): Promise<readonly MeterOfAccount[]> {
  const rows = await db.query<
    RegisterRow & {
      readonly installation_id: number;
      readonly service_point_id: number;
      readonly rate_class: string;
      readonly installed_on: Temporal.PlainDate;
      readonly installed_count: number;
      readonly billed_through: Temporal.PlainDate | null;
      readonly reads:
        | readonly [id: number, on: string, count: number, quality: ReadQuality, of: number | null][]
        | null;
    }
  >(
    `select m.id, m.serial, m.size, m.unit, m.multiplier::text, m.dials, mi.id as installation_id, mi.service_point_id,
       sp.rate_class, mi.installed_on, mi.installed_count,
       (select max(greatest(o.billed_before, b.through)) from account o
         left join lateral (
           select max(period_end) as through from bill where account_id = o.id and state <> 'cancelled'
         ) b on true
         where o.premise_id = sp.premise_id) as billed_through,
       (select json_agg(json_build_array(id, read_on, count, quality, supersedes_id)) from register_read
         where meter_id = m.id and read_on >= mi.installed_on) as reads
     from service_point sp
     join meter_installation mi on mi.service_point_id = sp.id and mi.removed_on is null
     join meter m on m.id = mi.meter_id
     where sp.premise_id = coalesce($2, (select premise_id from account where id = $1)) order by sp.id, m.id`,
    [at.accountId ?? null, at.premiseId ?? null],
  );
  return rows.map((row) => ({
    meterId: row.id,
    installationId: row.installation_id,
    servicePointId: row.service_point_id,
    rateClass: row.rate_class,
    size: row.size,
    register: registerOf(row),
    installed: { on: row.installed_on, count: row.installed_count },
    reads: standingReads(
      (row.reads ?? []).map(([id, on, count, quality, supersedes]) => ({
        ...{ id, on: Temporal.PlainDate.from(on), count, quality },
        ...present({ supersedesId: supersedes }),
      })),
    ),
    ...present({ billedThrough: row.billed_through }),
  }));
}

/**
 * A meter of a serial number, however its letters are written, and where it was last in service. It is locked: nobody else puts it in
 * elsewhere meanwhile.
 */
export async function lockMeterOfSerial(
  tx: Database,
  serial: string,
): Promise<(KnownMeter & { readonly id: number }) | undefined> {
  await tx.query('select from meter where lower(serial) = lower($1) order by id for no key update', [serial]);
  const [row] = await tx.query<
    RegisterRow & { readonly installed_on: Temporal.PlainDate | null; readonly removed_on: Temporal.PlainDate | null }
  >(
    `select m.id, m.serial, m.size, m.unit, m.multiplier::text, m.dials, mi.installed_on, mi.removed_on
     from meter m
     left join meter_installation mi on mi.meter_id = m.id
     where lower(m.serial) = lower($1)
     order by mi.removed_on desc nulls first, mi.installed_on desc nulls last limit 1`,
    [serial],
  );
  if (row === undefined) return undefined;
  return {
    id: row.id,
    register: registerOf(row),
    size: row.size,
    ...(row.installed_on === null ? {} : { served: { from: row.installed_on, ...present({ until: row.removed_on }) } }),
  };
}

/**
 * Takes a meter out and puts another in its place, on one day; the account is held. Undefined where somebody else has taken the
 * serial number meanwhile.
 */
export async function keepExchange(
  books: Books,
  { accountId, old, otherId }: { readonly accountId: number; readonly old: MeterOfAccount; readonly otherId?: number },
  { on, closing, register, size, opening }: MeterExchange,
): Promise<number | undefined> {
  books.account(accountId);
  const putId = await keepMeter(books, { register, size, ...present({ otherId }) });
  if (putId === undefined) return undefined;
  await keepRemoval(books, old.installationId, { on, closing });
  await keepInstall(books, old.servicePointId, { meterId: putId, on, opening });
  return putId;
}

/** A meter as it was described; undefined where somebody else has taken its serial number meanwhile. */
export async function keepMeter(
  books: Books,
  { register, size, otherId }: { readonly register: Register; readonly size: string; readonly otherId?: number },
): Promise<number | undefined> {
  const { serial, unit, multiplier, dials } = register;
  const [put] =
    otherId === undefined
      ? await books.query<{ id: number }>(
          `insert into meter (serial, size, unit, multiplier, dials) values ($1, $2, $3, $4, $5)
           on conflict (serial) do nothing returning id`,
          [serial, size, unit, multiplier, dials],
        )
      : await books.query<{ id: number }>(
          `update meter set size = case when size = $4 then $2 else size end, dials = case when size = $4 then $3 else dials end
           where id = $1 returning id`,
          [otherId, size, dials, sizeNotSaid],
        );
  return put?.id;
}

export const keepRemoval = (
  books: Books,
  installationId: number,
  { on, closing }: { readonly on: Temporal.PlainDate; readonly closing: number },
) =>
  books.query('update meter_installation set removed_on = $2, removed_count = $3 where id = $1', [
    installationId,
    on,
    closing,
  ]);

export const keepInstall = (
  books: Books,
  servicePointId: number,
  { meterId, on, opening }: { readonly meterId: number; readonly on: Temporal.PlainDate; readonly opening: number },
) =>
  books.query(
    'insert into meter_installation (service_point_id, meter_id, installed_on, installed_count) values ($1, $2, $3, $4)',
    [servicePointId, meterId, on, opening],
  );

/** Where a meter is to be put in: what is there, since when it has none, and until when those served there are billed. */
export async function placeForMeter(books: Books, servicePointId: number): Promise<PlaceForMeter> {
  const [row] = await books.query<{
    serial: string | null;
    empty_since: Temporal.PlainDate | null;
    billed_through: Temporal.PlainDate | null;
  }>(
    `select (select m.serial from meter_installation mi join meter m on m.id = mi.meter_id
         where mi.service_point_id = sp.id and mi.removed_on is null limit 1) as serial,
       (select max(removed_on) from meter_installation where service_point_id = sp.id) as empty_since,
       (select max(greatest(o.billed_before, b.through)) from account o
         left join lateral (
           select max(period_end) as through from bill where account_id = o.id and state <> 'cancelled'
         ) b on true
         where o.premise_id = sp.premise_id) as billed_through
     from service_point sp where sp.id = $1`,
    [servicePointId],
  );
  return present({ serial: row?.serial, emptySince: row?.empty_since, billedThrough: row?.billed_through });
}

/** A meter that is or was where an account is served; why it was taken out, and who said so, where that was said here. */
export interface MeterThere {
  readonly serial: string;
  readonly size: string;
  readonly unit: VolumeUnit;
  readonly installedOn: Temporal.PlainDate;
  readonly installedCount: number;
  readonly removedOn: Temporal.PlainDate | null;
  readonly removedCount: number | null;
  readonly reason: string | null;
  readonly staffName: string | null;
}

/** Every meter of an account's premise, the newest first. */
export const metersThere = (db: Database, accountId: number): Promise<readonly MeterThere[]> =>
  db.query<MeterThere>(
    `select m.serial, m.size, m.unit, mi.installed_on as "installedOn", mi.installed_count as "installedCount",
       mi.removed_on as "removedOn", mi.removed_count as "removedCount", said.reason, said.name as "staffName"
     from account a
     join service_point sp on sp.premise_id = a.premise_id
     join meter_installation mi on mi.service_point_id = sp.id
     join meter m on m.id = mi.meter_id
     left join lateral (
       select e.detail ->> 'reason' as reason, s.name from account o
       join audit_event e on e.account_id = o.id and e.action = 'meter.exchanged' and e.detail ->> 'installation' = mi.id::text
       left join staff_member s on s.id = e.actor_id
       where o.premise_id = a.premise_id limit 1
     ) said on mi.removed_on is not null
     where a.id = $1 order by mi.installed_on desc, mi.id desc`,
    [accountId],
  );
