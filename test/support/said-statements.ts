import { readFileSync } from 'node:fs';
import type pg from 'pg';

/** What a release says to the database: one statement, with values with which it succeeded. */
export interface SaidStatement {
  readonly sql: string;
  readonly values: readonly (string | null)[];
  /** The columns that it answers with, and as what the program reads each. */
  readonly gives: Readonly<Record<string, string>>;
  /** Prepared once on each connection, and said again by its name. */
  readonly isPrepared: boolean;
  /** Whether it succeeds in an empty database, where nothing but its values can stop it. */
  readonly succeeds: boolean;
}

export interface SaidByRelease {
  readonly release: string;
  /** The last migration that it knows. */
  readonly migration: string;
  /** Temporary tables that its statements read, as it makes them. */
  readonly temporary: readonly string[];
  readonly statements: readonly SaidStatement[];
}

/** The release before, as `npm run record-statements` wrote it down. */
export const saidFile = 'test/upgrade/said-by-the-release-before.jsonl';

export function readSaid(file: string): SaidByRelease {
  const [head, ...lines] = readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  return { ...head, statements: lines };
}

/** A connection on which statements are tried: nothing that others did, and no trigger or other table, decides. */
export async function prepareToTry(client: pg.ClientBase, temporary: readonly string[]): Promise<void> {
  await client.query('set session_replication_role = replica');
  for (const sql of temporary) await client.query(sql);
}

/** Numbers of every width are read alike, and so is text; what else changes its type is read otherwise. */
const readAlike: Readonly<Record<string, string>> = {
  ...{ smallint: 'number', integer: 'number', bigint: 'number', 'double precision': 'number', real: 'number' },
  ...{ oid: 'number', text: 'text', 'character varying': 'text', character: 'text', name: 'text', bpchar: 'text' },
};

/** PostgreSQL parses the statement and says its columns, without running it. */
async function described(client: pg.ClientBase, text: string): Promise<readonly pg.FieldDef[]> {
  const asked = Promise.withResolvers<readonly pg.FieldDef[]>();
  let found: readonly pg.FieldDef[] = [];
  const question = {
    submit(connection: pg.Connection) {
      connection.parse({ name: '', text, types: [] }, true);
      connection.describe({ type: 'S', name: '' }, true);
      connection.sync();
    },
    handleRowDescription({ fields }: { readonly fields: readonly pg.FieldDef[] }) {
      found = fields;
    },
    // The driver tells a query that failed nothing further.
    handleError: (error: Error) => asked.reject(error),
    handleReadyForQuery: () => asked.resolve(found),
  };
  client.query(question);
  try {
    return await asked.promise;
  } finally {
    // The driver has a timer on it, which only its callback takes back.
    const ended: unknown = Reflect.get(question, 'callback');
    if (typeof ended === 'function') ended();
  }
}

/** Which columns a statement answers with; rejects where the database does not understand it any more. */
export async function columnsOf(client: pg.ClientBase, sql: string): Promise<SaidStatement['gives']> {
  const fields = await described(client, sql);
  const names = await typeNames(client, [...new Set(fields.map((field) => field.dataTypeID))]);
  return Object.fromEntries(fields.map(({ name, dataTypeID }) => [name, names.get(dataTypeID) ?? '']));
}

const knownNames = new Map<number, string>();

async function typeNames(client: pg.ClientBase, ids: readonly number[]): Promise<ReadonlyMap<number, string>> {
  const fresh = ids.filter((id) => !knownNames.has(id));
  if (fresh.length > 0) {
    const { rows } = await client.query<{ id: number; name: string }>(
      'select id, format_type(id, null) as name from unnest($1::oid[]) id',
      [fresh],
    );
    for (const { id, name } of rows) knownNames.set(Number(id), readAlike[name] ?? name);
  }
  return knownNames;
}

/** Runs it, takes back what it did, and says what stopped it. */
export async function runAndTakeBack(
  client: pg.ClientBase,
  { sql, values }: Pick<SaidStatement, 'sql' | 'values'>,
  name?: string,
): Promise<Error | undefined> {
  await client.query('begin');
  try {
    await client.query({ text: sql, values: [...values], ...(name === undefined ? {} : { name }) });
    return undefined;
  } catch (error) {
    if (error instanceof Error) return error;
    throw error;
  } finally {
    await client.query('rollback');
  }
}

/** A lock of the session would outlive its transaction. */
const holdsOn = /pg_(try_)?advisory_(un)?lock(?!\w*_?xact)/;

export const mayBeRun = ({ sql }: Pick<SaidStatement, 'sql'>): boolean => !holdsOn.test(sql);

/** `copy table (columns) from stdin`: what it fills, and with what. */
export function copied(sql: string): { readonly table: string; readonly columns: readonly string[] } | undefined {
  const [, table, columns] = /^\s*copy\s+([\w.]+)\s*\(([^)]*)\)\s*from\s+stdin/i.exec(sql) ?? [];
  if (table === undefined || columns === undefined) return undefined;
  return { table, columns: columns.split(',').map((one) => one.trim()) };
}

/** What the database no longer does for a statement as it did for the release before. */
export async function faultsOf(client: pg.ClientBase, said: SaidStatement): Promise<readonly string[]> {
  const shown = said.sql.replaceAll(/\s+/g, ' ').slice(0, 160);
  const copy = copied(said.sql);
  if (copy !== undefined) return (await faultsOfCopy(client, copy)).map((fault) => `${fault}: ${shown}`);
  const gives = await columnsOf(client, said.sql).catch((error: Error) => error);
  if (gives instanceof Error) return [`${gives.message}: ${shown}`];
  const faults = Object.entries(said.gives)
    .filter(([name, type]) => gives[name] !== type)
    .map(([name, type]) => `its ${name} was ${type} and is ${gives[name] ?? 'not there'}: ${shown}`);
  if (!said.succeeds || !mayBeRun(said)) return faults;
  const stopped = await runAndTakeBack(client, said);
  return stopped === undefined ? faults : [...faults, `${stopped.message}: ${shown}`];
}

async function faultsOfCopy(
  client: pg.ClientBase,
  { table, columns }: { readonly table: string; readonly columns: readonly string[] },
): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string; required: boolean }>(
    `select attname as name, attnotnull and not atthasdef and attidentity = '' as required
     from pg_attribute where attrelid = to_regclass($1) and attnum > 0 and not attisdropped`,
    [table],
  );
  const there = new Set(rows.map(({ name }) => name));
  return [
    ...columns.filter((column) => !there.has(column)).map((column) => `${table} has no ${column}`),
    ...rows
      .filter(({ name, required }) => required && !columns.includes(name))
      .map(({ name }) => `${table} asks for ${name}`),
  ];
}
