import type { Database, Transaction } from '../database.ts';

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** The first of these tables that holds anything. */
export async function firstInUse(
  db: Database,
  tables: readonly string[],
): Promise<{ readonly table: string; readonly rows: number } | undefined> {
  const asked = tables.map(
    (name, at) => `select ${at} as at, '${name}' as name where exists (select from ${quoted(name)})`,
  );
  const [found] = await db.query<{ name: string }>(`${asked.join(' union all ')} order by at limit 1`);
  if (found === undefined) return undefined;
  const [row] = await db.query<{ rows: number }>(`select count(*) as rows from ${quoted(found.name)}`);
  return { table: found.name, rows: row?.rows ?? 0 };
}

/** What is taken away while rows come in, to be put back at the end. */
export interface Opened {
  readonly tables: readonly string[];
  readonly references: readonly { readonly table: string; readonly name: string; readonly definition: string }[];
}

/**
 * Lets rows in as they stood: in any order, and without what the tables do to rows that are new (a bill begins as a draft, an
 * event is sealed). Nobody else sees the tables meanwhile: they are locked to the end of the transaction. Foreign keys are
 * taken off and put on again, which looks through each table once instead of once a row.
 */
export async function openTables(tx: Transaction, tables: readonly string[]): Promise<Opened> {
  const references = await tx.query<Opened['references'][number]>(
    `select c.relname as "table", k.conname as name, pg_get_constraintdef(k.oid) as definition
     from pg_constraint k join pg_class c on c.oid = k.conrelid
     where k.contype = 'f' and k.conparentid = 0 and c.relname = any ($1::text[]) and c.relnamespace = 'public'::regnamespace
     order by c.relname, k.conname`,
    [tables],
  );
  for (const table of tables) await tx.query(`alter table ${quoted(table)} disable trigger user`);
  for (const { table, name } of references)
    await tx.query(`alter table ${quoted(table)} drop constraint ${quoted(name)}`);
  return { tables, references };
}

/** Puts back what was taken away: a row that refers to nothing is found here. What pages keep of a whole town is worked out again. */
export async function closeTables(tx: Transaction, { tables, references }: Opened): Promise<void> {
  for (const { table, name, definition } of references) {
    await tx.query(`alter table ${quoted(table)} add constraint ${quoted(name)} ${definition}`);
  }
  for (const table of tables) await tx.query(`alter table ${quoted(table)} enable trigger user`);
  await tx.query('delete from figures_basis');
}

/** From which number each sequence goes on. Taken back with the transaction, unlike `setval`. */
export async function setNextNumbers(tx: Transaction, next: Readonly<Record<string, number>>): Promise<void> {
  for (const [name, number] of Object.entries(next)) {
    await tx.query(`alter sequence ${quoted(name)} restart with ${BigInt(number)}`);
  }
}

export const rowsOf = async (db: Database, table: string): Promise<number> => {
  const [row] = await db.query<{ rows: number }>(`select count(*) as rows from ${quoted(table)}`);
  return row?.rows ?? 0;
};

/** Two at once would each find the database empty. */
export async function onlyOneComesIn(tx: Transaction): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtext('caudal import everything'))`);
}

/** What the planner goes by is counted now, and not when the first page is slow. */
export const countForPlans = (db: Database): Promise<unknown> => db.query('analyze');
