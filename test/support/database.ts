import { randomUUID } from 'node:crypto';
import { afterAll, inject, test as plain } from 'vitest';
import { type DatabasePool, openDatabase } from '../../src/store/database.ts';

const open: DatabasePool[] = [];
let admin: DatabasePool | undefined;

/** A test with a migrated PostgreSQL database of its own: `test('…', async ({ db }) => …)`. */
export const test = plain.extend<{ db: DatabasePool }>({
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads the fixtures a fixture needs from this pattern
  db: async ({}, use) => {
    const db = await cloneTemplate();
    await use(db);
    await db.close();
  },
});

/** A database of the caller's own, cloned from the migrated template. */
export async function cloneTemplate(): Promise<DatabasePool> {
  const server = inject('postgresUrl');
  admin ??= openDatabase(server, 1);
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  // For a template this small, writing its pages to WAL (50 ms) beats copying files, which waits for checkpoints (70–420 ms).
  await admin.query(`create database ${name} template caudal_template strategy wal_log`);
  const db = openDatabase(server.replace(/postgres$/, name), 4);
  open.push(db);
  return db;
}

afterAll(async () => {
  await admin?.close();
  admin = undefined;
});
