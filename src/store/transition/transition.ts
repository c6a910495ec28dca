import { cents, type Language, type ListAsked, type ListPart, present } from '../../domain/kernel/index.ts';
import type { RosterChange, RosterFacts } from '../../domain/transition/index.ts';
import type { Database } from '../database.ts';
import { listPart } from '../list-part.ts';
import { accountsNumbered } from '../numbered.sql.ts';

/** Imports run one after the other: two at once would both call the same line new. */
export const lockRoster = async (tx: Database): Promise<void> => {
  await tx.query(`select pg_advisory_xact_lock(hashtext('roster-import'))`);
};

export interface KnownAccount {
  readonly id: number;
  readonly closedOn?: Temporal.PlainDate;
}

/** Accounts by their numbers, or by what they were called earlier; of a number that was served twice, the last time. */
export async function accountsByNumber(
  db: Database,
  numbers: readonly string[],
): Promise<ReadonlyMap<string, KnownAccount>> {
  const rows = await db.query<{ asked: string; id: number; closed_on: Temporal.PlainDate | null }>(
    `select distinct on (asked.number) asked.number as asked, a.id, a.closed_on
     from unnest($1::text[]) as asked (number)
     cross join lateral ${accountsNumbered('asked.number')} found
     join account a on a.id = found.id
     order by asked.number, found.rank, a.opened_on desc`,
    [numbers],
  );
  return new Map(rows.map((row) => [row.asked, { id: row.id, ...present({ closedOn: row.closed_on }) }]));
}

export interface RosterRow {
  readonly email: string | null;
  readonly language: Language | null;
  readonly had_autopay: boolean;
  readonly next_draft_on: Temporal.PlainDate | null;
  readonly next_draft_cents: number | null;
  readonly had_ebill: boolean;
  readonly last_login_on: Temporal.PlainDate | null;
}

export const rosterFacts = (row: RosterRow): RosterFacts => ({
  ...present({ email: row.email, language: row.language }),
  hadAutopay: row.had_autopay,
  ...present({ nextDraftOn: row.next_draft_on }),
  ...(row.next_draft_cents === null ? {} : { nextDraft: cents(row.next_draft_cents) }),
  hadEbill: row.had_ebill,
  ...present({ lastLoginOn: row.last_login_on }),
});

const rosterColumns = `r.email, r.language, r.had_autopay, r.next_draft_on, r.next_draft_cents, r.had_ebill, r.last_login_on`;

/** What the roster said about these accounts; one it never named is not in the map. */
export async function rosterOf(db: Database, accountIds: readonly number[]): Promise<ReadonlyMap<number, RosterFacts>> {
  const rows = await db.query<RosterRow & { account_id: number }>(
    `select r.account_id, ${rosterColumns} from roster_entry r where r.account_id = any($1)`,
    [accountIds],
  );
  return new Map(rows.map((row) => [row.account_id, rosterFacts(row)]));
}

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

export interface RosterEntry {
  readonly accountId: number;
  readonly line: number;
  readonly facts: RosterFacts;
}

/** Writes new entries and overwrites changed ones, in one statement: 30,000 in 0.5 s. */
export async function saveRosterEntries(
  tx: Database,
  importId: number,
  entries: readonly RosterEntry[],
): Promise<void> {
  if (entries.length === 0) return;
  await tx.query(
    `insert into roster_entry (roster_import_id, account_id, line, email, language, had_autopay, next_draft_on,
       next_draft_cents, had_ebill, last_login_on)
     select $1, * from unnest($2::bigint[], $3::int[], $4::text[], $5::text[], $6::bool[], $7::date[], $8::bigint[],
       $9::bool[], $10::date[])
     on conflict (account_id) do update set
       roster_import_id = excluded.roster_import_id,
       line = excluded.line,
       email = excluded.email,
       language = excluded.language,
       had_autopay = excluded.had_autopay,
       next_draft_on = excluded.next_draft_on,
       next_draft_cents = excluded.next_draft_cents,
       had_ebill = excluded.had_ebill,
       last_login_on = excluded.last_login_on`,
    [
      importId,
      entries.map((entry) => entry.accountId),
      entries.map((entry) => entry.line),
      entries.map((entry) => entry.facts.email ?? null),
      entries.map((entry) => entry.facts.language ?? null),
      entries.map((entry) => entry.facts.hadAutopay),
      entries.map((entry) => entry.facts.nextDraftOn ?? null),
      entries.map((entry) => entry.facts.nextDraft ?? null),
      entries.map((entry) => entry.facts.hadEbill),
      entries.map((entry) => entry.facts.lastLoginOn ?? null),
    ],
  );
}

/** What one file said about one account, and what that changed or could not change. */
export interface RosterStatement extends RosterEntry {
  readonly changes: readonly RosterChange[];
}

/** Keeps what a file said about each account, for good: what counts of it is in `roster_entry`. */
export async function keepRosterStatements(
  tx: Database,
  importId: number,
  statements: readonly RosterStatement[],
): Promise<void> {
  if (statements.length === 0) return;
  await tx.query(
    `insert into roster_statement (roster_import_id, account_id, line, email, language, had_autopay, next_draft_on,
       next_draft_cents, had_ebill, last_login_on, changes)
     select $1, * from unnest($2::bigint[], $3::int[], $4::text[], $5::text[], $6::bool[], $7::date[], $8::bigint[],
       $9::bool[], $10::date[], $11::jsonb[])`,
    [
      importId,
      statements.map((one) => one.accountId),
      statements.map((one) => one.line),
      statements.map((one) => one.facts.email ?? null),
      statements.map((one) => one.facts.language ?? null),
      statements.map((one) => one.facts.hadAutopay),
      statements.map((one) => one.facts.nextDraftOn ?? null),
      statements.map((one) => one.facts.nextDraft ?? null),
      statements.map((one) => one.facts.hadEbill),
      statements.map((one) => one.facts.lastLoginOn ?? null),
      statements.map((one) => JSON.stringify(one.changes)),
    ],
  );
}

/** A change that an import made or could not make. */
export interface StoredRosterChange extends RosterChange {
  readonly account: string;
  readonly line: number;
}

/** What an import changed or could not change, by the order of its lines. */
export async function rosterChangesOf(db: Database, importId: number, limit: number): Promise<StoredRosterChange[]> {
  return db.query<StoredRosterChange>(
    `select a.number as account, s.line, x.field, x."from", x."to", x.effect
     from roster_statement s
     join account a on a.id = s.account_id
     cross join jsonb_to_recordset(s.changes) as x (field text, "from" text, "to" text, effect text)
     where s.roster_import_id = $1 and s.changes <> '[]'
     order by s.line, x.field limit $2`,
    [importId, limit],
  );
}

/** Which file last said that the account had something, and what the others said, the latest first. */
export interface RosterSaid {
  readonly fileName: string;
  readonly importedAt: Temporal.Instant;
  readonly line: number;
  readonly facts: RosterFacts;
}

export async function rosterHistoryOf(db: Database, accountId: number): Promise<readonly RosterSaid[]> {
  const rows = await db.query<RosterRow & { file_name: string; imported_at: Temporal.Instant; line: number }>(
    `select i.file_name, i.imported_at, r.line, ${rosterColumns}
     from roster_statement r join roster_import i on i.id = r.roster_import_id
     where r.account_id = $1 order by i.imported_at desc, i.id desc`,
    [accountId],
  );
  return rows.map((row) => ({
    ...{ fileName: row.file_name, importedAt: row.imported_at, line: row.line },
    facts: rosterFacts(row),
  }));
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

/** Accounts with something in the roster that these are not: a file that names fewer leaves them as they were. */
export async function rosterAccountsBesides(db: Database, accountIds: readonly number[]): Promise<readonly string[]> {
  const rows = await db.query<{ account: string }>(
    `select a.number as account
     from roster_entry r
     join account a on a.id = r.account_id
     where not exists (select from unnest($1::bigint[]) as named (id) where named.id = r.account_id)
       and (r.had_autopay or r.had_ebill or r.next_draft_on is not null)
     order by account`,
    [accountIds],
  );
  return rows.map((row) => row.account);
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

/** Keeps an upload until it is confirmed; those of the day before are dropped. */
export async function saveRosterUpload(
  db: Database,
  upload: { readonly id: string; readonly staffId: string; readonly now: Temporal.Instant; readonly reading: object },
): Promise<void> {
  await db.query(`delete from roster_upload where uploaded_at < $1`, [upload.now.subtract({ hours: 24 })]);
  await db.query(`insert into roster_upload (id, staff_id, uploaded_at, reading) values ($1, $2, $3, $4)`, [
    upload.id,
    upload.staffId,
    upload.now,
    JSON.stringify(upload.reading),
  ]);
}

export async function findRosterUpload(db: Database, id: string, staffId: string): Promise<unknown> {
  const [row] = await db.query<{ reading: unknown }>(
    `select reading from roster_upload where id = $1 and staff_id = $2`,
    [id, staffId],
  );
  return row?.reading;
}

/** False where it was gone already. */
export const deleteRosterUpload = async (tx: Database, id: string): Promise<boolean> =>
  (await tx.query(`delete from roster_upload where id = $1 returning id`, [id])).length === 1;
