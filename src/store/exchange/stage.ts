import { type PackageFileName, packageFileNames, packageFiles } from '../../domain/exchange/index.ts';
import type { Transaction } from '../database.ts';

/**
 * The rows of a package while it is looked at: tables of the connection itself, which nobody else sees and which are gone when
 * its transaction ends, however it ends. Nothing of them goes through the log of the database.
 */
export const stageOf = (file: PackageFileName): string => `stage_${file.replace('.csv', '').replaceAll('-', '_')}`;

const types = {
  number: 'text',
  text: 'text',
  code: 'text',
  date: 'date',
  money: 'bigint',
  decimal: 'numeric',
  integer: 'bigint',
  'yes-no': 'boolean',
  language: 'text',
} as const;

/** What is kept of a file beside its own columns. */
const besides: Partial<Readonly<Record<PackageFileName, string>>> = {
  'service-points.csv': 'facts text',
  // Where it stands on its bill, and what "why?" shows of it.
  'bill-lines.csv': 'position integer, explanation text',
};

/** Columns of lines that are kept in their explanation only. */
const inExplanation: readonly string[] = ['service', 'service_point', 'rate_code', 'from', 'to', 'print'];

/** The columns that a file's rows are kept with, besides their line. */
export const stagedColumns = (file: PackageFileName): readonly string[] =>
  Object.keys(packageFiles[file].columns).filter((name) => file !== 'bill-lines.csv' || !inExplanation.includes(name));

/** `line` is a row's place in its file; a bill's line has a name of its own. */
export const quoted = (column: string): string => (column === 'line' ? 'line_name' : `"${column}"`);

/** Makes a table for each file, and one for the lines that are set aside on the way; asked for at once, since a night brings few rows. */
export async function makeStages(tx: Transaction): Promise<void> {
  const tables = packageFileNames.map((file) => {
    const columns: Readonly<Record<string, { readonly kind: keyof typeof types }>> = packageFiles[file].columns;
    const own = stagedColumns(file).map((name) => `${quoted(name)} ${types[columns[name]?.kind ?? 'text']}`);
    const more = besides[file] === undefined ? [] : [besides[file]];
    return `${stageOf(file)} (line integer, ${[...own, ...more].join(', ')})`;
  });
  const aside = `stage_aside (file text, line integer, column_name text, code text, params jsonb default '{}')`;
  await tx.query([...tables, aside].map((table) => `create temporary table ${table} on commit drop`).join('; '));
}

/** Between the cells of a row, and for a cell without a value: characters that no cell can hold. */
export const betweenCells = '\u0001';
export const noValue = '\u0002';

/** Puts rows in, in the text form of `COPY` with these two characters: the line, then `columns`. */
export async function copyIntoStage(
  tx: Transaction,
  file: PackageFileName,
  { columns, pieces }: { readonly columns: readonly string[]; readonly pieces: AsyncIterable<Uint8Array> },
): Promise<void> {
  const copy = `copy ${stageOf(file)} (line, ${columns.map(quoted).join(', ')}) from stdin`;
  await tx.copyIn(`${copy} with (delimiter '${betweenCells}', null '${noValue}')`, pieces);
}

/** What rows of one file find those of others by. */
const joined: readonly string[] = [
  ...['account_number', 'customer_number', 'premise_number', 'service_point', 'meter', 'balance_of', 'bill_number'],
];

/** Nobody else keeps count of tables of one connection, and plans go by counts. */
export async function countStages(tx: Transaction, sent: Iterable<PackageFileName>): Promise<void> {
  const counted: string[] = [];
  for (const file of sent) {
    const key: readonly string[] = packageFiles[file].key;
    const columns = stagedColumns(file).filter((name) => key.includes(name) || joined.includes(name));
    counted.push(`${stageOf(file)} (${columns.map(quoted).join(', ')})`);
  }
  if (counted.length > 0) await tx.query(`analyze ${counted.join(', ')}`);
}

/** How many rows of each file stand, after what was set aside. */
export async function rowsStaged(tx: Transaction): Promise<ReadonlyMap<PackageFileName, number>> {
  const counts = packageFileNames.map((file) => `select '${file}' as file, count(*) as rows from ${stageOf(file)}`);
  const rows = await tx.query<{ file: PackageFileName; rows: number }>(counts.join(' union all '));
  return new Map(rows.map(({ file, rows: count }) => [file, count]));
}

export interface StagedAside {
  readonly file: PackageFileName;
  readonly line: number;
  readonly column: string | null;
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
}

export async function stagedAside(tx: Transaction): Promise<readonly StagedAside[]> {
  return tx.query<StagedAside>(
    `select file, line, column_name as "column", code, params from stage_aside order by file, line`,
  );
}

/** Between the parts of a key. */
export const keySeparator = '\u001f';

/** Files of which a full package ends what it no longer names. */
const naming = ['accounts.csv', 'agreements.csv', 'account-people.csv'] as const;

/** What a package names, also in lines that do not go in: `keys` are of those that could not be read. */
export async function keepNames(tx: Transaction, keys: ReadonlyMap<PackageFileName, readonly string[]>): Promise<void> {
  await tx.query('create temporary table stage_named (file text, key text) on commit drop');
  for (const file of naming) {
    const key = packageFiles[file].key.map(quoted).join(`, '${keySeparator}', `);
    await tx.query(
      `insert into stage_named select $1, concat(${key}) from ${stageOf(file)} union select $1, unnest($2::text[])`,
      [file, keys.get(file) ?? []],
    );
  }
  await tx.query('create index on stage_named (file, key)');
  await tx.query('analyze stage_named');
}

/** Receipts of ours that the billing system writes in other letters or without dashes are ours all the same. */
export async function knowReceipts(tx: Transaction, likely: ReadonlyMap<string, string>): Promise<void> {
  if (likely.size === 0) return;
  await tx.query(
    `update stage_transactions s set reference = r.receipt
     from unnest($1::text[], $2::text[]) l (written, receipt) join our_receipt r on r.receipt = l.receipt
     where s.reference = l.written`,
    [[...likely.keys()], [...likely.values()]],
  );
}
