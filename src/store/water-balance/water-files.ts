import type { ListAsked, ListPart, Problem } from '../../domain/kernel/index.ts';
import type { Database } from '../database.ts';
import { listPart } from '../list-part.ts';
import { type RefusedLine, refusedColumns, refusedLinesList, storable, storableJson } from '../refused-lines.ts';

export type WaterFileKind = 'production' | 'zones';

/** The lines of a file, and what became of them; `read` is all of them. */
export interface WaterFileCounts {
  readonly read: number;
  readonly new: number;
  /** Said something else than what stood. */
  readonly corrected: number;
  readonly unchanged: number;
  readonly refused: number;
}

export interface WaterFile {
  readonly id: number;
  readonly fileName: string;
  readonly receivedAt: Temporal.Instant;
  readonly header: string;
  readonly counts: WaterFileCounts;
  /** What to look at in what went in; no line is refused for it. */
  readonly notes: readonly Problem[];
}

const columns = `id, file_name as "fileName", received_at as "receivedAt", header,
  report - 'notes' as counts, coalesce(report->'notes', '[]') as notes`;

/** Until the transaction ends nobody else brings such a file. */
export const lockWaterFiles = async (tx: Database): Promise<void> => {
  await tx.query('lock table water_file in share row exclusive mode');
};

/** The file of these bytes, if one of its lines went in. */
export async function waterFileOf(
  db: Database,
  { kind, sha256 }: { readonly kind: WaterFileKind; readonly sha256: string },
): Promise<WaterFile | undefined> {
  const [row] = await db.query<WaterFile>(
    `select ${columns} from water_file
     where kind = $1 and sha256 = $2 and (report->>'read')::int > (report->>'refused')::int order by id desc limit 1`,
    [kind, sha256],
  );
  return row;
}

/** Keeps a file with its refused lines; gives its id. */
export async function insertWaterFile(
  tx: Database,
  file: Omit<WaterFile, 'id'> & {
    readonly kind: WaterFileKind;
    readonly sha256: string;
    readonly receivedBy: string;
    readonly refused: readonly RefusedLine[];
  },
): Promise<number> {
  const [row] = await tx.query<{ id: number }>(
    `insert into water_file (kind, file_name, sha256, received_at, received_by, header, report)
     values ($1, $2, $3, $4, $5, $6, $7) returning id`,
    [
      file.kind,
      file.fileName,
      file.sha256,
      file.receivedAt,
      file.receivedBy,
      storable(file.header),
      storableJson({ ...file.counts, notes: file.notes }),
    ],
  );
  const id = row?.id ?? 0;
  await tx.query(
    `insert into water_file_refusal (file_id, line, kept, problems)
     select $1, * from unnest($2::int[], $3::text[], $4::jsonb[])`,
    [id, ...refusedColumns(file.refused)],
  );
  return id;
}

/** The newest first. */
export const waterFiles = (db: Database, kind: WaterFileKind, asked: ListAsked): Promise<ListPart<WaterFile>> =>
  listPart<WaterFile>(
    db,
    {
      select: `select ${columns} from water_file where kind = $1`,
      parameters: [kind],
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

export async function findWaterFile(db: Database, kind: WaterFileKind, id: number): Promise<WaterFile | undefined> {
  const [row] = await db.query<WaterFile>(`select ${columns} from water_file where kind = $1 and id = $2`, [kind, id]);
  return row;
}

export const refusedLinesOfWaterFile = (db: Database, id: number, asked: ListAsked): Promise<ListPart<RefusedLine>> =>
  listPart<RefusedLine>(
    db,
    {
      ...refusedLinesList,
      select: 'select line, kept, problems from water_file_refusal where file_id = $1',
      parameters: [id],
    },
    asked,
  );
