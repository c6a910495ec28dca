import { randomUUID } from 'node:crypto';
import { afterAll, inject, test as plain } from 'vitest';
import { type DatabasePool, openDatabase } from '../../src/store/database.ts';
import { emptied } from './emptied-database.ts';

let admin: DatabasePool | undefined;

interface TestDatabase {
  readonly name: string;
  readonly db: DatabasePool;
}

/** This file's databases that no test has now, emptied and with their connections open. */
const ready: TestDatabase[] = [];

/** A test with a migrated, empty PostgreSQL database of its own: `test('…', async ({ db }) => …)`. */
export const test = plain.extend<{ db: DatabasePool }>({
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads the fixtures a fixture needs from this pattern
  db: async ({}, use) => {
    const own = ready.pop() ?? (await emptyDatabase());
    await use(own.db);
    // 4 ms; a new clone of the template takes 35 to 250, as busy as the disk is.
    if (await emptied(own.db, inject('emptiness'))) ready.push(own);
    else await leaveBehind(own);
  },
});

/** One that an earlier file left empty, or a new clone. */
async function emptyDatabase(): Promise<TestDatabase> {
  const server = inject('postgresUrl');
  admin ??= openDatabase(server, 1);
  const [left] = await admin.query<{ name: string }>(
    `delete from empty_database where name = (select name from empty_database limit 1 for update skip locked)
     returning name`,
  );
  const name = left?.name ?? `test_${randomUUID().replaceAll('-', '')}`;
  // For a template this small, writing its pages to WAL beats copying files, which waits for checkpoints (70–420 ms).
  if (left === undefined) await admin.query(`create database ${name} template caudal_template strategy wal_log`);
  return { name, db: openDatabase(server.replace(/postgres$/, name), 4) };
}

/** Ends whatever still goes on in it. */
async function leaveBehind({ name, db }: TestDatabase): Promise<void> {
  await admin?.query(`drop database ${name} with (force)`);
  if (!db.pool.ending) await db.close();
}

afterAll(async () => {
  for (const { name, db } of ready) {
    await db.close();
    await admin?.query('insert into empty_database values ($1)', [name]);
  }
  await admin?.close();
  admin = undefined;
});
