import { expect, inject, test } from 'vitest';
import { parseEnvironment } from '../config/environment.ts';
import { openDatabase } from '../store/database.ts';
import { DatabaseUnavailable, openMigratedDatabase } from './database.ts';

/** Opens the database of a `DATABASE_URL`. */
function openOutside(url: string) {
  const environment = parseEnvironment({ DATABASE_URL: url });
  if (!environment.ok) throw new Error(`${url} is no address`);
  return openMigratedDatabase({ environment: environment.value }, 'db/migrations');
}

test('a database of somebody else’s server is brought up to date by its owner, who is no superuser', async () => {
  const server = new URL(inject('postgresUrl'));
  const admin = openDatabase(server.href, 1);
  await admin.query(`create role outsider login password 'outside'`);
  await admin.query('create database outside owner outsider');
  const outside = new URL(server);
  outside.username = 'outsider';
  outside.password = 'outside';
  outside.pathname = '/outside';
  const first = await openOutside(outside.href);
  expect(first.migrated).toContain('0001_accounts.sql');
  await first.close();
  const second = await openOutside(outside.href);
  expect(second.migrated).toEqual([]);
  expect(await second.db.query('select from graphile_worker.jobs')).toEqual([]);
  await second.db.query(`insert into migration (name, sha256, release) values ('9999_later.sql', '', '99.0.0')`);
  await second.close();
  await expect(openOutside(outside.href)).rejects.toThrow(
    new DatabaseUnavailable(
      'this database was made by Caudal 99.0.0, which is newer than this one (migration 9999_later.sql ran in it); start that version, or a newer one',
    ),
  );

  outside.password = 'wrong';
  await expect(openOutside(outside.href)).rejects.toThrow(DatabaseUnavailable);
  await admin.query('drop database outside');
  await admin.query('drop role outsider');
  await admin.close();
});
