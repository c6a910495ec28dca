import type { ListAsked, ListPart, VolumeUnit } from '../../domain/kernel/index.ts';
import type { Database } from '../database.ts';
import { listPart } from '../list-part.ts';
import { type RefusedLine, refusedColumns, refusedLinesList, storableJson } from '../refused-lines.ts';

/** A meter as its feed names it, and what its interval channel counts, where it has one. */
export interface MeterOfFeed {
  readonly id: number;
  readonly serial: string;
  /** Of its billing register: 10^`dials` counts of `multiplier` times `unit` go round. */
  readonly unit: VolumeUnit;
  readonly multiplier: string;
  readonly dials: number;
  /** It was put in somewhere: a reader may come to it. */
  readonly isInstalled: boolean;
  readonly channelUnit: VolumeUnit | null;
  readonly channelDecimals: number | null;
}

export const metersOfFeed = (db: Database): Promise<MeterOfFeed[]> =>
  db.query<MeterOfFeed>(
    `select m.id, m.serial, m.unit, m.multiplier::text, m.dials,
       m.id in (select meter_id from meter_installation) as "isInstalled",
       c.unit as "channelUnit", c.decimals as "channelDecimals"
     from meter m left join interval_channel c on c.meter_id = m.id`,
  );

/** Of these meters the channels that count something else as of now, or are new. */
export const channelsUnlike = (
  tx: Database,
  meterIds: readonly number[],
  { unit, decimals }: { readonly unit: VolumeUnit | undefined; readonly decimals: number },
): Promise<{ readonly meterId: number; readonly unit: VolumeUnit; readonly decimals: number }[]> =>
  tx.query(
    `select meter_id as "meterId", unit, decimals from interval_channel
     where meter_id = any($1::bigint[]) and (unit is distinct from $2 or decimals <> $3)`,
    [meterIds, unit ?? null, decimals],
  );

/** Meters that only their feed knows: no size, no dials that would go round. Returns their ids in the order given. */
export async function addMeters(
  tx: Database,
  meters: readonly { readonly serial: string; readonly unit: VolumeUnit }[],
): Promise<number[]> {
  const rows = await tx.query<{ id: number; serial: string }>(
    `insert into meter (serial, size, unit, dials)
     select serial, 'unknown', unit, 12 from unnest($1::text[], $2::text[]) as t (serial, unit)
     on conflict (serial) do update set serial = excluded.serial
     returning id, serial`,
    [meters.map((meter) => meter.serial), meters.map((meter) => meter.unit)],
  );
  const ids = new Map(rows.map((row) => [row.serial, row.id]));
  return meters.map((meter) => ids.get(meter.serial) ?? 0);
}

/** Any number, the same in every process: reads of two files are settled one after the other. */
const readsLock = 4_202_605_08;

/** Until the transaction ends nobody else settles reads. */
export const lockReads = async (tx: Database): Promise<void> => {
  await tx.query('select pg_advisory_xact_lock($1)', [readsLock]);
};

export interface ReadsImportStart {
  readonly fileName: string;
  readonly sha256: string;
  readonly format: string;
  readonly madeAt: Temporal.Instant;
  readonly receivedAt: Temporal.Instant;
  readonly receivedBy: string;
}

/** The import of these bytes: a new one, or the one that was begun or finished before. */
export async function beginReadsImport(
  db: Database,
  start: ReadsImportStart,
): Promise<{ readonly id: number; readonly finished: boolean }> {
  const [begun] = await db.query<{ id: number; finished: boolean }>(
    `insert into reads_import (file_name, sha256, format, made_at, received_at, received_by)
     values ($1, $2, $3, $4, $5, $6)
     on conflict (sha256) do update set sha256 = excluded.sha256
     returning id, finished_at is not null as finished`,
    [start.fileName, start.sha256, start.format, start.madeAt, start.receivedAt, start.receivedBy],
  );
  if (begun === undefined) throw new Error('an import was neither begun nor found');
  return begun;
}

/** Imports by rank: a later place is a newer file. Of two made at one moment the content decides, so that order cannot. */
export async function importRanks(db: Database): Promise<ReadonlyMap<number, number>> {
  const rows = await db.query<{ id: number }>('select id from reads_import order by made_at nulls first, sha256');
  return new Map(rows.map((row, place) => [row.id, place]));
}

/** Keeps refused lines; those of a run that was killed are kept once. */
export async function keepRefusedLines(tx: Database, importId: number, lines: readonly RefusedLine[]): Promise<void> {
  if (lines.length === 0) return;
  await tx.query(
    `insert into reads_refusal (import_id, line, kept, problems)
     select $1, * from unnest($2::int[], $3::text[], $4::jsonb[]) on conflict do nothing`,
    [importId, ...refusedColumns(lines)],
  );
}

export const finishReadsImport = (tx: Database, importId: number, now: Temporal.Instant, report: object) =>
  tx.query('update reads_import set finished_at = $2, report = $3 where id = $1', [
    importId,
    now,
    storableJson(report),
  ]);

export interface ReadsImportRow {
  readonly id: number;
  readonly fileName: string;
  readonly format: string;
  readonly receivedAt: Temporal.Instant;
  readonly receivedBy: string;
  readonly finishedAt: Temporal.Instant | null;
  readonly report: unknown;
}

const importColumns = `id, file_name as "fileName", format, received_at as "receivedAt", received_by as "receivedBy",
  finished_at as "finishedAt", report`;

/** The newest first. */
export const readsImports = (db: Database, asked: ListAsked): Promise<ListPart<ReadsImportRow>> =>
  listPart<ReadsImportRow>(
    db,
    {
      select: `select ${importColumns} from reads_import`,
      parameters: [],
      order: [{ by: 'l."receivedAt"', type: 'timestamptz', isDown: true }],
      id: { by: 'l.id', type: 'bigint', isDown: true },
      sorts: {
        file: { by: 'l."fileName"', type: 'text' },
        received: { by: 'l."receivedAt"', type: 'timestamptz' },
      },
      toRow: (row) => row,
    },
    asked,
  );

export async function findReadsImport(db: Database, id: number): Promise<ReadsImportRow | undefined> {
  const rows = await db.query<ReadsImportRow>(`select ${importColumns} from reads_import where id = $1`, [id]);
  return rows[0];
}

export const refusedLinesOf = (db: Database, importId: number, asked: ListAsked): Promise<ListPart<RefusedLine>> =>
  listPart<RefusedLine>(
    db,
    {
      ...refusedLinesList,
      select: 'select line, kept, problems from reads_refusal where import_id = $1',
      parameters: [importId],
    },
    asked,
  );
