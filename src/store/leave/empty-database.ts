import type { Database, Transaction } from '../database.ts';

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** The first of these tables that holds anything. Asked of each alone: where a table lies on several machines, it cannot be one of many in a statement. */
export async function firstInUse(
  db: Database,
  tables: readonly string[],
): Promise<{ readonly table: string; readonly rows: number } | undefined> {
  for (const table of tables) {
    const rows = await db.query(`select 1 from ${quoted(table)} limit 1`);
    if (rows.length > 0) return { table, rows: await rowsOf(db, table) };
  }
  return undefined;
}

/** What is taken away while rows come in, to be put back at the end. */
export interface Opened {
  /** Those that triggers of ours guard. */
  readonly guarded: readonly string[];
  readonly references: readonly { readonly table: string; readonly name: string; readonly definition: string }[];
}

/**
 * Lets rows in as they stood: in any order, and without what the tables do to rows that are new (a bill begins as a draft, an
 * event is sealed). Nobody else writes to the tables meanwhile: they are locked to the end of the transaction. Foreign keys are
 * taken off and put on again, which looks through each table once instead of once a row.
 */
export async function openTables(tx: Transaction, tables: readonly string[]): Promise<Opened> {
  await tx.query(`lock table ${tables.map(quoted).join(', ')} in share row exclusive mode`);
  const references = await tx.query<Opened['references'][number]>(
    `select c.relname as "table", k.conname as name, pg_get_constraintdef(k.oid) as definition
     from pg_constraint k join pg_class c on c.oid = k.conrelid
     where k.contype = 'f' and k.conparentid = 0 and c.relname = any ($1::text[]) and c.relnamespace = 'public'::regnamespace
     order by c.relname, k.conname`,
    [tables],
  );
  const guarded = await guardedOf(tx, tables);
  for (const table of guarded) await tx.query(`alter table ${quoted(table)} disable trigger user`);
  for (const { table, name } of references)
    await tx.query(`alter table ${quoted(table)} drop constraint ${quoted(name)}`);
  return { guarded, references };
}

/** Of these tables those with triggers: a table on several machines has none, and nothing may be said of any there. */
async function guardedOf(tx: Transaction, tables: readonly string[]): Promise<readonly string[]> {
  const rows = await tx.query<{ name: string }>(
    `select distinct c.relname as name from pg_trigger t join pg_class c on c.oid = t.tgrelid
     where not t.tgisinternal and c.relname = any ($1::text[]) and c.relnamespace = 'public'::regnamespace order by 1`,
    [tables],
  );
  return rows.map(({ name }) => name);
}

/** Puts back what was taken away: a row that refers to nothing is found here. What pages keep of a whole town is worked out again. */
export async function closeTables(tx: Transaction, { guarded, references }: Opened): Promise<void> {
  for (const { table, name, definition } of references) {
    await tx.query(`alter table ${quoted(table)} add constraint ${quoted(name)} ${definition}`);
  }
  for (const table of guarded) await tx.query(`alter table ${quoted(table)} enable trigger user`);
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
