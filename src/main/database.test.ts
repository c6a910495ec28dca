import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { expect, inject, test, vi } from 'vitest';
import { parseEnvironment } from '../config/environment.ts';
import { type DatabasePool, openDatabase } from '../store/database.ts';
import { DatabaseUnavailable, openMigratedDatabase } from './database.ts';

/** Opens the database of a `DATABASE_URL`. */
function openOutside(url: string, refusedMs = 60_000) {
  const environment = parseEnvironment({ DATABASE_URL: url });
  if (!environment.ok) throw new Error(`${url} is no address`);
  const patience = { recoveringMs: 60_000, refusedMs };
  return openMigratedDatabase({ environment: environment.value }, 'db/migrations', patience);
}

test('a database of somebody else’s server is brought up to date by its owner, who is no superuser', async () => {
  const server = new URL(inject('postgresUrl'));
  const admin = openDatabase(server.href, 1);
  await admin.query(`create role outsider login password 'outside'`);
  await admin.query('create database outside owner outsider');
  await admin.query('alter database outside set synchronous_commit = on');
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
  // Only what is made again where it was cut off does not wait for the disk.
  const waits = (db: DatabasePool) => db.query('show synchronous_commit');
  expect(await waits(second.db)).toEqual([{ synchronous_commit: 'on' }]);
  expect(await second.fill(waits)).toEqual([{ synchronous_commit: 'off' }]);
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

/** An address at which nobody listens. */
async function freeAddress(url: string): Promise<URL> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  const free = new URL(url);
  free.host = `127.0.0.1:${address !== null && typeof address === 'object' ? address.port : 0}`;
  return free;
}

test('a database that is started later is waited for, and said so once; one that never comes is given up', async () => {
  const real = new URL(inject('postgresUrl'));
  const admin = openDatabase(real.href, 1);
  await admin.query('create database comes_later');
  real.pathname = '/comes_later';
  const away = await freeAddress(real.href);
  await expect(openOutside(away.href, 0)).rejects.toThrow(
    /^the database of DATABASE_URL cannot be reached: connect ECONNREFUSED/,
  );

  const server = createServer((client) => {
    const upstream = connect(Number(real.port), real.hostname);
    client.pipe(upstream).pipe(client);
    for (const one of [client, upstream]) one.on('error', () => one.destroy());
  });
  const said: string[] = [];
  const spy = vi.spyOn(console, 'error').mockImplementation((line: string) => {
    said.push(line);
    server.listen(Number(away.port), '127.0.0.1');
  });
  const opened = await openOutside(away.href);
  spy.mockRestore();
  expect(said).toEqual([expect.stringMatching(/^Waiting for the database: connect ECONNREFUSED .* …$/)]);
  await opened.close();
  server.close();
  await once(server, 'close');
  await admin.query('drop database comes_later');
  await admin.close();
});
