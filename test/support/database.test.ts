import { expect } from 'vitest';
import type { Database } from '../../src/store/database.ts';
import { openAccounts } from './accounts.ts';
import { postBill } from './bills.ts';
import { test } from './database.ts';

/** Tests of one file share databases one after the other: each of these finds what the one before left, which is nothing. */
let before = '';

const nameOf = async (db: Database) => (await db.query<{ name: string }>('select current_database() as name'))[0]?.name;

async function billSomebody(db: Database): Promise<void> {
  const [id = 0] = await openAccounts(db, 1);
  expect(id).toBe(1);
  await postBill(db, id, { dueOn: '2026-05-19' });
}

test('a test leaves accounts, bills and postings, which nothing may delete', async ({ db }) => {
  before = (await nameOf(db)) ?? '';
  await billSomebody(db);
  await expect(db.query('delete from posting')).rejects.toThrow();
});

test('the next finds none, and counts from one again, in the same database', async ({ db }) => {
  expect(await nameOf(db)).toBe(before);
  for (const table of ['account', 'bill', 'bill_line', 'posting']) {
    expect(await db.query(`select from ${table}`)).toHaveLength(0);
  }
  await billSomebody(db);
  await db.query('create table left_behind (id int)');
});

test('a database whose tables were changed is not used again', async ({ db }) => {
  expect(await nameOf(db)).not.toBe(before);
  before = (await nameOf(db)) ?? '';
  await db.query('update pg_proc set prosrc = prosrc where oid >= 16384');
});

test('nor one whose functions were', async ({ db }) => {
  expect(await nameOf(db)).not.toBe(before);
  before = (await nameOf(db)) ?? '';
  void db.query('select pg_sleep(30)').catch(() => undefined);
  // As soon as it has begun, and not before.
  const sleeps = "query = 'select pg_sleep(30)' and state = 'active' and datname = current_database()";
  while ((await db.query(`select from pg_stat_activity where ${sleeps}`)).length === 0);
});

test('nor one where something goes on', async ({ db }) => {
  expect(await nameOf(db)).not.toBe(before);
});
