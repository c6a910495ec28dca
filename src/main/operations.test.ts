import { expect } from 'vitest';
import { test } from '../../test/support/database.ts';
import { webDeps } from '../../test/support/web.ts';
import { parseEnvironment } from '../config/environment.ts';
import { freePort } from '../gateways/free-port.ts';
import { readMigrations } from '../gateways/migration-files.ts';
import { type DatabasePool, openDatabase } from '../store/database.ts';
import { enqueue } from '../store/jobs.ts';
import { probeLimits } from '../store/time-limits.ts';
import { createApp } from '../web/app.tsx';
import { openOperations, startOperations } from './operations.ts';
import { readSettings } from './settings.ts';
import { webAreas } from './web-areas.ts';

const lastMigration = (await readMigrations('db/migrations')).at(-1)?.name ?? '';
const token = 'a token for tests only';

/** What machines are told about a process that runs on `db`. */
function opened(db: DatabasePool, set: Record<string, string> = {}, process: 'web' | 'worker' | 'both' = 'web') {
  const environment = parseEnvironment({ CAUDAL_MIN_FREE_MB: '1', CAUDAL_METRICS_TOKEN: token, ...set });
  if (!environment.ok) throw new Error('no environment');
  return openOperations(
    { environment: environment.value },
    { process, probes: db, pools: { pages: db }, migration: lastMigration },
  );
}

const appOf = (db: DatabasePool, { operations }: ReturnType<typeof opened>) =>
  createApp(
    webDeps(db, { operations, log: { info: () => undefined, warn: () => undefined, error: () => undefined } }),
    webAreas(),
  );

const beatNow = (db: DatabasePool, secondsAgo = 0) =>
  db.query(`insert into worker_beat values ('w', now() - $1 * interval '1 second')`, [secondsAgo]);

test('a process says what it is, and is ready where its database, its disk and its worker are', async ({ db }) => {
  const asked = async (operations: ReturnType<typeof opened>) => {
    const response = await appOf(db, operations).request('http://localhost/readyz');
    return { status: response.status, said: (await response.json()) as Record<string, unknown> };
  };
  await beatNow(db);
  expect(await asked(opened(db))).toEqual({
    status: 200,
    said: { status: 'ready', process: 'web', database: 'ok', migrations: 'ok', worker: 'ok', queue: 'ok', disk: 'ok' },
  });
  const worker = opened(db, {}, 'worker');
  expect(await asked(worker)).toMatchObject({ status: 503, said: { process: 'worker', worker: 'late' } });
  worker.workerBeat.secondsSince = () => 3;
  expect(await asked(worker)).toMatchObject({ status: 200, said: { worker: 'ok' } });
  worker.workerBeat.secondsSince = () => 300;
  expect(await asked(worker)).toMatchObject({ status: 503, said: { worker: 'late' } });
});

test('it is not ready before the disk is full: with less room than it is told to keep', async ({ db }) => {
  const response = await appOf(db, opened(db, { CAUDAL_MIN_FREE_MB: '1000000' })).request('http://localhost/readyz');
  expect(response.status).toBe(503);
  expect(await response.json()).toMatchObject({ status: 'not ready', disk: 'low', database: 'ok' });
});

test('a portal goes on without a worker, and says so; a worker whose queue stands still is not ready', async ({
  db,
}) => {
  await beatNow(db, 600);
  await enqueue(db, { task: 'tell' });
  await db.query(
    `update graphile_worker._private_jobs set run_at = now() - interval '1 hour', created_at = now() - interval '1 hour'`,
  );
  const web = await appOf(db, opened(db)).request('http://localhost/readyz');
  expect([web.status, await web.json()]).toMatchObject([200, { worker: 'late', queue: 'late' }]);
  const both = opened(db, {}, 'both');
  both.workerBeat.secondsSince = () => 1;
  expect((await appOf(db, both).request('http://localhost/readyz')).status).toBe(503);
});

test('a database that is behind, or away, is no place to send visitors; the process lives all the same', async ({
  db,
}) => {
  await db.query(`create schema hidden; alter table migration set schema hidden; create table migration (name text)`);
  const behind = await appOf(db, opened(db)).request('http://localhost/readyz');
  expect([behind.status, await behind.json()]).toMatchObject([503, { migrations: 'behind' }]);
  const gone = openDatabase('postgres://nobody@127.0.0.1:1/none', 1, probeLimits);
  const app = appOf(gone, opened(gone));
  const response = await app.request('http://localhost/readyz');
  expect([response.status, await response.json()]).toMatchObject([503, { database: 'away', migrations: 'unknown' }]);
  expect((await app.request('http://localhost/livez')).status).toBe(200);
  const metrics = await app.request('http://localhost/metrics', { headers: { authorization: `Bearer ${token}` } });
  expect(await metrics.text()).toContain('caudal_ready{process="web"} 0');
  await gone.close();
});

test('figures name routes, never the account, person or address in them, and only for who has the token', async ({
  db,
}) => {
  const operations = opened(db);
  const app = appOf(db, operations);
  await app.request('http://localhost/accounts/12345678-1234567/use?from=ana@example.org');
  await app.request('http://localhost/pay');
  await app.request('http://localhost/wp-admin/ana');
  expect((await app.request('http://localhost/metrics')).status).toBe(404);
  const wrong = await app.request('http://localhost/metrics', { headers: { authorization: 'Bearer no' } });
  expect(wrong.status).toBe(404);
  const text = await (
    await app.request('http://localhost/metrics', { headers: { authorization: `Bearer ${token}` } })
  ).text();
  expect(text).not.toMatch(/12345678|ana@|wp-admin/);
  expect(text).toContain('caudal_http_request_seconds_count{method="GET",route="/pay",status="200"} 1');
  expect(text).toContain('route="unmatched",status="404"} 1');
  for (const name of [
    ...['caudal_pool_connections{pool="pages",state="open"}', 'caudal_jobs_waiting 0', 'caudal_job_oldest_seconds 0'],
    ...['nodejs_eventloop_lag_seconds', 'caudal_database_bytes', 'caudal_disk_free_bytes', 'caudal_reads_imported 0'],
    ...[
      'caudal_dead_jobs',
      'caudal_notices',
      'caudal_payments',
      'caudal_drafts',
      'caudal_bill_run_bills',
      'caudal_mail_total',
    ],
  ]) {
    expect(text).toContain(name);
  }
});

test('on an address of its own everything is told, also of a worker, which has no other door', async ({ db }) => {
  const port = await freePort();
  const address = `127.0.0.1:${port}`;
  const settings = await readSettings({
    CAUDAL_SECRET: 'a secret for tests only, long enough',
    CAUDAL_OPERATIONS: address,
    CAUDAL_UTILITY: `${process.cwd()}/utility`,
  });
  const { operations } = opened(db, {}, 'worker');
  const server = await startOperations({ settings, operations });
  const ready = await fetch(`http://${address}/readyz`);
  expect(await ready.json()).toMatchObject({ process: 'worker', waiting: 0, dead: 0 });
  expect((await fetch(`http://${address}/metrics`)).status).toBe(200);
  expect((await fetch(`http://${address}/pay`)).status).toBe(404);
  await server?.close();
});
