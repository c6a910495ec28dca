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
  // Copying files beats replaying WAL for a small template.
  await admin.query(`create database ${name} template caudal_template strategy file_copy`);
  const db = openDatabase(server.replace(/postgres$/, name), 4);
  open.push(db);
  return db;
}

afterAll(async () => {
  await admin?.close();
  admin = undefined;
});
