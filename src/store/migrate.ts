import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import type { DatabasePool } from './database.ts';
import {
  type FreshMigration,
  type Migration,
  MigrationRefused,
  planMigrations,
  type RanMigration,
} from './migration-plan.ts';

/** Any number, the same in every process: the lock that concurrent starts wait for. */
const migrationLock = 4_202_605_06;

export interface MigrateOptions {
  readonly schema?: 'public' | 'demo';
  /** Told once where another process is migrating and is waited for. */
  readonly waiting?: () => void;
  /** Told once where tables are in use by long work, and are waited for. */
  readonly busy?: () => void;
}

/**
 * Brings the database up to the last migration and returns the names it ran. Each runs once, in order. Neighbours run in
 * one transaction, so that an upgrade that fails leaves the database to the version that was there; a file that begins with
 * `-- caudal: outside-transaction` runs alone between two of them. What ran is written down in the table `migration` of
 * `schema`: the product's, or a demo's, whose tables are apart.
 */
export async function migrate(
  db: DatabasePool,
  migrations: readonly Migration[],
  { schema = 'public', waiting, busy }: MigrateOptions = {},
): Promise<string[]> {
  return await inTurn(db, waiting, async (client) => {
    if (schema === 'demo') await goIntoDemo(client);
    await client.query(`create table if not exists migration (
      name text primary key,
      sha256 text not null,
      ran_at timestamptz not null default now()
    )`);
    const ran = await client.query<RanMigration>(
      `select name, sha256, to_jsonb(migration) ->> 'release' as release from migration`,
    );
    const fresh = planMigrations(migrations, ran.rows);
    if (fresh.length > 0) await client.query('alter table migration add column if not exists release text');
    for (const neighbours of together(fresh)) {
      if (neighbours[0]?.outsideTransaction === true) await runAlone(client, neighbours[0]);
      else await betweenOthers(() => runTogether(client, neighbours), busy);
    }
    return fresh.map((one) => one.name);
  });
}

/** Made only where it is not there: on a cluster even `if not exists` asks every node, and none may be away. */
async function goIntoDemo(client: pg.PoolClient): Promise<void> {
  const there = await client.query(`select from pg_namespace where nspname = 'demo'`);
  if (there.rowCount === 0) await client.query('create schema if not exists demo');
  await client.query('set search_path = demo, public');
}

/** Does `work` while nobody migrates, and nobody else does such work: what moves whole tables, too. */
export const whileNobodyMigrates = <Value>(
  db: DatabasePool,
  work: () => Promise<Value>,
  waiting?: () => void,
): Promise<Value> => inTurn(db, waiting, work);

async function inTurn<Value>(
  db: DatabasePool,
  waiting: (() => void) | undefined,
  work: (client: pg.PoolClient) => Promise<Value>,
): Promise<Value> {
  const client = await db.pool.connect();
  try {
    // An index of a large table takes longer than any page may wait.
    await client.query('set statement_timeout = 0; set lock_timeout = 0; set idle_in_transaction_session_timeout = 0');
    await takeTurn(client, waiting);
    return await work(client);
  } finally {
    // The session ends, and with it the lock and the setting.
    client.release(true);
  }
}

/**
 * The lock is the session's, since a migration may run outside a transaction. It is asked for again and again, never waited
 * for: a session that waits in a statement holds a snapshot, and `create index concurrently` of the session that has the
 * lock would wait for that snapshot in turn.
 */
async function takeTurn(client: pg.PoolClient, waiting: (() => void) | undefined): Promise<void> {
  const ask = 'select pg_try_advisory_lock($1) as taken';
  for (let tries = 0; (await client.query<{ taken: boolean }>(ask, [migrationLock])).rows[0]?.taken !== true; ) {
    tries += 1;
    if (tries === patientTries) waiting?.();
    await pause(100);
  }
}

/** Another start of the same version is done within a moment, and no reason for a word. */
const patientTries = 10;

/** Those that run in one transaction, in order; one outside a transaction is by itself. */
function together(fresh: readonly FreshMigration[]): FreshMigration[][] {
  const groups: FreshMigration[][] = [];
  for (const migration of fresh) {
    const last = groups.at(-1);
    if (last === undefined || migration.outsideTransaction || last[0]?.outsideTransaction === true) {
      groups.push([migration]);
    } else last.push(migration);
  }
  return groups;
}

/**
 * A migration that waits for a table makes everybody wait who comes after it, also who only reads; and one that waits for a page
 * which waits for it would end that page. So it asks for half a second, which is less than PostgreSQL takes to look for such
 * pairs, gives back all that it has, lets the others through, and begins again.
 */
async function betweenOthers(run: () => Promise<void>, busy: (() => void) | undefined): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await run();
    } catch (error) {
      if (!isOthersLock(error)) throw error;
      if (tries >= maxTries) throw new MigrationRefused(neverFree);
      if (tries === triesBeforeAWord) busy?.();
      await pause(Math.min(tries * 100, 2000));
    }
  }
}

const lockPatience = '500ms';
const triesBeforeAWord = 3;

/** Long enough for the longest statement of a job, which is ended after ten minutes. */
const maxTries = 600;

const neverFree =
  'the tables are in use by long work, and the database was left as it was; stop the workers and imports, and migrate again';

/** `lock_not_available` and `deadlock_detected`. */
const isOthersLock = (error: unknown): boolean =>
  error instanceof Error && ['55P03', '40P01'].includes(String(Reflect.get(error, 'code')));

async function runTogether(client: pg.PoolClient, migrations: readonly FreshMigration[]): Promise<void> {
  await client.query('begin');
  try {
    await client.query(`set local lock_timeout = '${lockPatience}'`);
    for (const migration of migrations) {
      await client.query(migration.sql);
      await record(client, migration);
    }
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  }
}

/**
 * Statement by statement: several in one query are a transaction of their own. Recorded after the last; a process that dies
 * before leaves the migration to run again from its first statement, which is why each must bear that (`drop index
 * concurrently if exists` before `create index concurrently`: an index whose making failed stays behind, invalid).
 */
async function runAlone(client: pg.PoolClient, migration: FreshMigration): Promise<void> {
  for (const statement of statementsOf(migration.sql)) await client.query(statement);
  await record(client, migration);
}

/** A statement ends with a semicolon at the end of its line. */
export function statementsOf(sql: string): readonly string[] {
  return sql
    .replace(/^\s*--.*$/gm, '')
    .split(/;[ \t]*$/m)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '');
}

async function record(client: pg.PoolClient, { name, sha256, release }: FreshMigration): Promise<void> {
  await client.query('insert into migration (name, sha256, release) values ($1, $2, $3)', [name, sha256, release]);
}
