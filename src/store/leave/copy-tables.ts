import { filedColumns, type KeptTable, type Withheld, withheldColumns } from '../../domain/leave/index.ts';
import type { Database, Transaction } from '../database.ts';
import { ensureMonths } from '../metering/index.ts';
import type { CatalogColumn, CatalogTable } from './catalog.ts';

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** One moment for everything that is read, and texts of values that depend on no setting of a server. */
export async function readAsOfOneMoment(tx: Transaction): Promise<void> {
  await tx.query('set transaction isolation level repeatable read, read only');
  await tx.query(
    `select set_config('TimeZone', 'UTC', true), set_config('DateStyle', 'ISO', true), set_config('IntervalStyle', 'postgres', true),
       set_config('extra_float_digits', '1', true), set_config('bytea_output', 'hex', true)`,
  );
}

/** The columns of a table that its CSV has. */
export const exportedColumns = ({ name, columns }: CatalogTable): readonly CatalogColumn[] =>
  columns.filter((column) => !column.isGenerated && filedColumns[name as KeptTable] !== column.name);

const withheldOf = (table: string): Readonly<Record<string, Withheld>> => withheldColumns[table as KeptTable] ?? {};

function written(column: string, how: Withheld | undefined, key: readonly string[]): string {
  const cell = quoted(column);
  switch (how) {
    case undefined:
      return cell;
    case 'replaced':
      return `case when ${cell} is null then null else concat_ws(' ', 'left out', ${key.map(quoted).join(', ')}) end as ${cell}`;
    case 'emptied-if-private':
      return `case when private then '' else ${cell} end as ${cell}`;
    case 'dropped-if-private':
      return `case when private then null else ${cell} end as ${cell}`;
  }
}

const inOrder = ({ columns, key }: CatalogTable): string =>
  key
    .map(
      (name) =>
        `${quoted(name)}${columns.find((column) => column.name === name)?.isText === true ? ' collate "C"' : ''}`,
    )
    .join(', ');

/** Gives the rows of a table, as CSV with a header and in the order of its key, to `take`; how many they are. */
export function tableAsCsv(
  tx: Transaction,
  table: CatalogTable,
  { withSignIns, take }: { readonly withSignIns: boolean; readonly take: (piece: Uint8Array) => Promise<void> },
): Promise<number> {
  const withheld = withSignIns ? {} : withheldOf(table.name);
  const columns = exportedColumns(table).map(({ name }) => written(name, withheld[name], table.key));
  return tx.copyOut(
    `copy (select ${columns.join(', ')} from ${quoted(table.name)} order by ${inOrder(table)}) to stdout (format csv, header)`,
    take,
  );
}

/** Puts rows of a CSV with these columns into a table. */
export async function csvIntoTable(
  tx: Transaction,
  { name, columns }: { readonly name: string; readonly columns: readonly string[] },
  pieces: AsyncIterable<Uint8Array>,
): Promise<void> {
  await tx.copyIn(
    `copy ${quoted(name)} (${columns.map(quoted).join(', ')}) from stdin (format csv, header match)`,
    pieces,
  );
}

/** A file that is a cell: of which row, and what it is called where it came from. */
interface FiledRow {
  readonly key: number;
  readonly name: string;
}

/** The rows of a table with a file each, in order of their key. */
export async function filedRows(db: Database, table: KeptTable): Promise<readonly FiledRow[]> {
  if (table === 'exchange_bill_pdf') {
    return await db.query(
      `select p.bill_id as key, b.number || '.pdf' as name from exchange_bill_pdf p join bill b on b.id = p.bill_id order by 1`,
    );
  }
  return await db.query(`select id as key, name from ${quoted(table)} order by 1`);
}

const keyOf = (table: KeptTable): string => (table === 'exchange_bill_pdf' ? 'bill_id' : 'id');

export async function fileOfRow(db: Database, table: KeptTable, key: number): Promise<Uint8Array> {
  const [row] = await db.query<{ bytes: Buffer }>(
    `select ${filedColumns[table]} as bytes from ${quoted(table)} where ${keyOf(table)} = $1`,
    [key],
  );
  if (row === undefined) throw new Error(`${table} ${key} is gone in one and the same moment`);
  return row.bytes;
}

/** The same with rows that come apart from their files: the rows first, each of them in when its file is. */
export async function csvIntoStage(
  tx: Transaction,
  { name, columns }: { readonly name: string; readonly columns: readonly string[] },
  pieces: AsyncIterable<Uint8Array>,
): Promise<void> {
  // Only the columns: what must be there is asked where the row is written.
  await tx.query(
    `create temporary table ${stageOf(name)} on commit drop as select * from ${quoted(name)} with no data`,
  );
  await tx.copyIn(
    `copy ${stageOf(name)} (${columns.map(quoted).join(', ')}) from stdin (format csv, header match)`,
    pieces,
  );
}

const stageOf = (table: string): string => quoted(`leave_${table}`);

export const stagedRows = (tx: Transaction, table: KeptTable): Promise<readonly FiledRow[]> =>
  table === 'exchange_bill_pdf'
    ? tx.query(
        `select s.bill_id as key, b.number || '.pdf' as name from ${stageOf(table)} s join bill b on b.id = s.bill_id order by 1`,
      )
    : tx.query(`select id as key, name from ${stageOf(table)} order by 1`);

export async function rowWithFile(
  tx: Transaction,
  { name, columns }: { readonly name: KeptTable; readonly columns: readonly string[] },
  { key, bytes }: { readonly key: number; readonly bytes: Uint8Array },
): Promise<void> {
  const list = columns.map(quoted).join(', ');
  await tx.query(
    `insert into ${quoted(name)} (${list}, ${filedColumns[name]}) overriding system value
     select ${list}, $2::bytea from ${stageOf(name)} where ${keyOf(name)} = $1`,
    [key, Buffer.from(bytes)],
  );
}

/** Makes the parts of the tables of hours for these months, such as `2026-05`. */
export const makeMonths = (tx: Transaction, months: readonly string[]): Promise<void> =>
  ensureMonths(
    tx,
    months.map((month) => Temporal.PlainYearMonth.from(month).toPlainDate({ day: 1 })),
  );
