import { chmod, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { queueMails, slowMail } from '../../test/support/mails-by-job.ts';
import { scratchFolder } from '../../test/support/scratch-folder.ts';
import { workerDeps } from '../../test/support/worker-deps.ts';
import { startEmbeddedPostgres } from '../gateways/embedded-postgres.ts';
import { readMigrations } from '../gateways/migration-files.ts';
import { openDatabase } from '../store/database.ts';
import { migrateJobs } from '../store/jobs.ts';
import { migrate } from '../store/migrate.ts';
import { runWorker } from '../worker/run-worker.ts';
import { keepPostgresRunning } from './keep-postgres-running.ts';

const now = Temporal.Instant.from('2026-05-07T16:00:00Z');

async function until(so: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await so())) await pause(5);
}

test('PostgreSQL killed and restarted under two workers is started again, and their jobs go on, none twice at once', async () => {
  const parent = await scratchFolder();
  await chmod(parent, 0o755);
  const folder = join(parent, 'postgres');
  const server = await startEmbeddedPostgres({ folder });
  const admin = openDatabase(server.url('postgres'), 1);
  await admin.query('create database caudal');
  await admin.close();
  const open = () => openDatabase(server.url('caudal'), 8);
  const [db, ...pools] = [open(), open(), open()];
  await migrate(db, await readMigrations('db/migrations'));
  await migrateJobs(db);

  const lines: string[] = [];
  const letGo = keepPostgresRunning(server, db, {
    again: (line) => lines.push(line),
    failed: (line) => lines.push(line),
  });
  /** Ends the server and waits until it answers again, with both workers. */
  async function end(signal: NodeJS.Signals): Promise<void> {
    const postmaster = Number((await readFile(join(folder, 'postmaster.pid'), 'utf8')).split('\n')[0]);
    const before = lines.length;
    process.kill(postmaster, signal);
    await until(() => lines.length > before);
    const locks = `select distinct pid from pg_locks where locktype = 'advisory' and classid = hashtext('caudal-worker')::oid`;
    await until(async () => (await db.query(locks)).length === pools.length);
  }
  const customers = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, index) => `${from + index}@example.org`);
  const jobsLeft = async () => (await db.query('select from graphile_worker.jobs')).length;

  const mail = slowMail();
  const workers = await Promise.all(
    pools.map(async (pool) => runWorker(pool, await workerDeps(pool, { mailer: mail, now }))),
  );
  // Each has its hands full; two are left over.
  await queueMails(db, customers(1, 10), now);
  await until(() => mail.begun.length === 8);
  await end('SIGKILL');
  await end('SIGINT');
  expect(mail.begun).toHaveLength(8);
  mail.answer();
  await until(async () => (await jobsLeft()) === 0);
  // A mail under way when its transaction broke goes again, after it has ended.
  expect(new Set(mail.begun)).toEqual(new Set(customers(1, 10)));

  // In the middle of jobs that come and go.
  await queueMails(db, customers(11, 40), now);
  await until(() => mail.begun.length > 14);
  await end('SIGKILL');
  await until(async () => (await jobsLeft()) === 0);
  expect(new Set(mail.begun).size).toBe(40);
  expect(mail.maxAtOnce()).toBe(1);
  expect(await db.query('select state, count(*) from notice group by state')).toEqual([{ state: 'sent', count: 40 }]);
  expect(lines).toHaveLength(3);
  for (const line of lines) expect(line).toMatch(/^PostgreSQL had ended; it was started again in [\d.]+ s\.$/);

  for (const worker of workers) await worker.stop();
  await letGo();
  for (const pool of [db, ...pools]) await pool.close();
  await server.stop();
});
