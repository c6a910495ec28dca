import { type Database, type DatabasePool, openDatabase } from '../../src/store/database.ts';
import { commandLimits } from '../../src/store/time-limits.ts';

/** What a migrated database is before any test: how to find what was put in, and how to tell that more was changed. */
export interface Emptiness {
  /** One query: the tables that hold more rows than its parameter, and the sequences that were used. */
  readonly used: string;
  /** One query and its answer: the catalog from the object its parameter names, and the tables whose rows come with the migrations. */
  readonly shape: string;
  readonly shapeBefore: string;
}

/** More rows than this are cheaper to leave behind with their database. */
const maxRows = 5000;

/** Objects of the migrations and of tests begin here; those of PostgreSQL itself come before. */
const firstObject = 16_384;

// Both queries take a parameter, so that they are prepared.

export async function emptinessOf(template: Database): Promise<Emptiness> {
  const tables = await template.query<{ name: string }>(
    `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and not c.relispartition and n.nspname !~ '^(pg_|information_schema)' order by 1`,
  );
  const held = tables.map(({ name }) => `select '${name}' as name, count(*) as rows from ${name} having count(*) > $1`);
  const kept = (await template.query<{ name: string }>(held.join(' union all '), [0])).map((table) => table.name);
  const sequences = `select seqrelid::regclass::text, null from pg_sequence where pg_sequence_last_value(seqrelid) is not null`;
  const emptied = held.filter((_, index) => !kept.includes(tables[index]?.name ?? ''));
  // Whatever made, changed or replaced a row of the catalog carries the transaction that did, so the sums differ.
  const watched = [
    ...['pg_class', 'pg_proc', 'pg_trigger', 'pg_constraint', 'pg_type'].map((name) => `${name} where oid >= $1`),
    'pg_attribute where attrelid >= $1',
    ...kept,
  ];
  const sums = watched.map((rows) => `(select count(*) || ':' || sum(xmin::text::bigint) from ${rows})`);
  const shape = `select concat_ws(' ', ${sums.join(', ')}) as shape`;
  const [before] = await template.query<{ shape: string }>(shape, [firstObject]);
  return { used: [...emptied, sequences].join(' union all '), shape, shapeBefore: before?.shape ?? '' };
}

/**
 * What empties a database beside the connections of its tests. Neither foreign keys nor the triggers that keep history apply to
 * it, from its beginning: a connection that becomes so forgets every plan, and again when it ends, so that each test planned
 * all its statements again. What it asks names a hundred tables: it is planned once, where by itself PostgreSQL plans the first
 * five uses apart.
 */
export const openSweeper = (url: string): DatabasePool =>
  openDatabase(url, 1, commandLimits, { session_replication_role: 'replica', plan_cache_mode: 'force_generic_plan' });

/**
 * Takes out of a database what a test put in: every row, every sequence's count. False where the test changed more than
 * that (a table, a function, a session that goes on) or left so much that a new database costs less.
 */
export async function emptied(
  { db, sweeper }: { readonly db: DatabasePool; readonly sweeper: DatabasePool },
  { used, shape, shapeBefore }: Emptiness,
): Promise<boolean> {
  if (!(await isAlone(db, sweeper))) return false;
  const [now] = await sweeper.query<{ shape: string }>(shape, [firstObject]);
  if (now?.shape !== shapeBefore) return false;
  const found = await sweeper.query<{ name: string; rows: number | null }>(used, [0]);
  const tables = found.filter((one) => one.rows !== null);
  if (tables.reduce((sum, table) => sum + (table.rows ?? 0), 0) > maxRows) return false;
  if (found.length === 0) return true;
  // One message, and so one transaction.
  await sweeper.query(
    `${tables.map(({ name }) => `delete from ${name};`).join(' ')}
     select setval(seqrelid::regclass, seqstart, false) from pg_sequence where pg_sequence_last_value(seqrelid) is not null`,
  );
  return true;
}

/** Nothing of the test goes on: no connection of ours is lent out, and nobody else has one. */
async function isAlone(db: DatabasePool, sweeper: DatabasePool): Promise<boolean> {
  for (let tries = 0; tries < 20 && !db.pool.ended && !db.pool.ending; tries += 1) {
    // After a turn, in which a query that the test did not wait for takes its connection.
    await new Promise((resolve) => setTimeout(resolve, tries));
    if (db.pool.totalCount > db.pool.idleCount) continue;
    const [sessions] = await sweeper.query<{ count: number }>(
      `select count(*) from pg_stat_activity
       where datname = current_database() and backend_type = 'client backend' and pid <> pg_backend_pid()`,
    );
    if ((sessions?.count ?? 0) <= db.pool.totalCount) return true;
  }
  return false;
}
