import { type ListAsked, type ListPart, present } from '../../domain/kernel/index.ts';
import type { Database } from '../database.ts';
import { listPart } from '../list-part.ts';

/** Imports run one after the other: two at once would both call the same line new. */
export const lockRoster = async (tx: Database): Promise<void> => {
  await tx.query(`select pg_advisory_xact_lock(hashtext('roster-import'))`);
};

interface RosterImportCounts {
  readonly read: number;
  readonly new: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly superseded: number;
  readonly refused: number;
}

export interface RosterImportRecord {
  readonly fileName: string;
  readonly sha256: string;
  readonly encoding: string;
  readonly delimiter: string;
  readonly ignoredColumns: readonly string[];
  readonly secretColumns: readonly string[];
  readonly importedAt: Temporal.Instant;
  readonly importedBy: string;
  readonly counts: RosterImportCounts;
}

export async function insertRosterImport(tx: Database, record: RosterImportRecord): Promise<number> {
  const [row] = await tx.query<{ id: number }>(
    `insert into roster_import (file_name, sha256, encoding, delimiter, ignored_columns, secret_columns,
       imported_at, imported_by, lines_read, lines_new, lines_changed, lines_unchanged, lines_superseded, lines_refused)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) returning id`,
    [
      record.fileName,
      record.sha256,
      record.encoding,
      record.delimiter,
      record.ignoredColumns,
      record.secretColumns,
      record.importedAt,
      record.importedBy,
      record.counts.read,
      record.counts.new,
      record.counts.changed,
      record.counts.unchanged,
      record.counts.superseded,
      record.counts.refused,
    ],
  );
  if (row === undefined) throw new Error('insert into roster_import returned no row');
  return row.id;
}

/** Whether a file looks older than what is known: it was imported before the latest one, or its logins end earlier. */
export interface RosterAge {
  /** The latest import was of this very file. */
  readonly isLatest: boolean;
  /** An import before the latest was of this very file. */
  readonly wasBefore: boolean;
  /** The latest login that any import spoke of. */
  readonly lastLoginOn?: Temporal.PlainDate;
}

export async function rosterAge(db: Database, sha256: string): Promise<RosterAge> {
  const [row] = await db.query<{ latest: boolean | null; before: boolean; login: Temporal.PlainDate | null }>(
    `select (select sha256 = $1 from roster_import order by imported_at desc, id desc limit 1) as latest,
       exists (select from roster_import where sha256 = $1) as before,
       (select max(last_login_on) from roster_entry) as login`,
    [sha256],
  );
  const isLatest = row?.latest === true;
  return { isLatest, wasBefore: !isLatest && row?.before === true, ...present({ lastLoginOn: row?.login }) };
}

/** One thing wrong with one line, as it is kept. */
export interface RosterRefusalRow {
  readonly line: number;
  readonly columnNumber?: number;
  readonly field?: string;
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
  readonly kept?: readonly string[];
}

export async function insertRosterRefusals(
  tx: Database,
  importId: number,
  refusals: readonly RosterRefusalRow[],
): Promise<void> {
  if (refusals.length === 0) return;
  // As JSON, since `kept` is an array of its own on each row, and unnest flattens arrays of arrays.
  await tx.query(
    `insert into roster_refusal (roster_import_id, line, column_number, field, code, params, kept)
     select $1, line, "columnNumber", field, code, params, kept
     from jsonb_to_recordset($2::jsonb) as refused
       (line int, "columnNumber" smallint, field text, code text, params jsonb, kept text[])`,
    [importId, JSON.stringify(refusals)],
  );
}

interface RosterImportRow {
  readonly id: number;
  readonly file_name: string;
  readonly sha256: string;
  readonly encoding: string;
  readonly delimiter: string;
  readonly ignored_columns: readonly string[];
  readonly secret_columns: readonly string[];
  readonly imported_at: Temporal.Instant;
  readonly imported_by: string;
  readonly lines_read: number;
  readonly lines_new: number;
  readonly lines_changed: number;
  readonly lines_unchanged: number;
  readonly lines_superseded: number;
  readonly lines_refused: number;
}

/** Named, not starred: a newer release may add a column while this one runs, and a prepared answer must stay as it was. */
const importColumns = `id, file_name, sha256, encoding, delimiter, ignored_columns, secret_columns, imported_at, imported_by,
  lines_read, lines_new, lines_changed, lines_unchanged, lines_superseded, lines_refused`;

export type StoredRosterImport = RosterImportRecord & { readonly id: number };

const rosterImport = (row: RosterImportRow): StoredRosterImport => ({
  id: row.id,
  fileName: row.file_name,
  sha256: row.sha256,
  encoding: row.encoding,
  delimiter: row.delimiter,
  ignoredColumns: row.ignored_columns,
  secretColumns: row.secret_columns,
  importedAt: row.imported_at,
  importedBy: row.imported_by,
  counts: {
    read: row.lines_read,
    new: row.lines_new,
    changed: row.lines_changed,
    unchanged: row.lines_unchanged,
    superseded: row.lines_superseded,
    refused: row.lines_refused,
  },
});

/** The latest imports first. */
export const listRosterImports = (db: Database, asked: ListAsked): Promise<ListPart<StoredRosterImport>> =>
  listPart(
    db,
    {
      select: `select ${importColumns} from roster_import`,
      parameters: [],
      order: [{ by: 'l.imported_at', type: 'timestamptz', isDown: true }],
      id: { by: 'l.id', type: 'bigint', isDown: true },
      sorts: {
        file: { by: 'l.file_name', type: 'text' },
        imported: { by: 'l.imported_at', type: 'timestamptz' },
        read: { by: 'l.lines_read', type: 'bigint' },
        refused: { by: 'l.lines_refused', type: 'bigint' },
      },
      toRow: rosterImport,
    },
    asked,
  );

export async function findRosterImport(db: Database, id: number): Promise<StoredRosterImport | undefined> {
  const [row] = await db.query<RosterImportRow>(`select ${importColumns} from roster_import where id = $1`, [id]);
  return row && rosterImport(row);
}

interface RefusalOfRoster {
  readonly line: number;
  readonly column_number: number | null;
  readonly field: string | null;
  readonly code: string;
  readonly params: Record<string, string | number>;
  readonly kept: string[] | null;
}

/** What was wrong with an import's lines, in the order of the file. */
export const rosterRefusals = (db: Database, importId: number, asked: ListAsked): Promise<ListPart<RosterRefusalRow>> =>
  listPart<RefusalOfRoster, RosterRefusalRow>(
    db,
    {
      select:
        'select id, line, column_number, field, code, params, kept from roster_refusal where roster_import_id = $1',
      parameters: [importId],
      order: [{ by: 'l.line', type: 'bigint' }],
      id: { by: 'l.id', type: 'bigint' },
      sorts: {},
      toRow: (row) => ({
        line: row.line,
        ...present({ columnNumber: row.column_number, field: row.field }),
        code: row.code,
        params: row.params,
        ...present({ kept: row.kept }),
      }),
    },
    asked,
  );
