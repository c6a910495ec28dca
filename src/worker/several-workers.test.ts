import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'vitest';
import { test } from '../../test/support/database.ts';
import { poolOf, queueMails, type SlowMail, slowMail } from '../../test/support/mails-by-job.ts';
import { workerDeps } from '../../test/support/worker-deps.ts';
import type { DatabasePool } from '../store/database.ts';
import { type Pace, Presence } from '../usecases/jobs/index.ts';
import { runWorker } from './run-worker.ts';

const now = Temporal.Instant.from('2026-05-07T16:00:00Z');

async function until(so: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await so())) await pause(5);
}

/** A worker in this process, with connections of its own. */
async function startWorker(db: DatabasePool, mailer: SlowMail, pace?: Pace) {
  const own = poolOf(db);
  const worker = await runWorker(own, await workerDeps(own, { mailer, now }), pace);
  return {
    async stop() {
      await worker.stop();
      await own.close();
    },
  };
}

const jobs = (db: DatabasePool, where: string) => db.query(`select from graphile_worker.jobs where ${where}`);

/** Who holds the lock of the worker that has begun a job. */
const lockHolders = (db: DatabasePool) =>
  db.query<{ pid: number }>(
    `select distinct pid from pg_locks join graphile_worker.jobs on objid = hashtext(locked_by)::oid
     where locktype = 'advisory' and granted and classid = hashtext('caudal-worker')::oid`,
  );

test('what a killed worker had begun is done by one that was at work beside it', async ({ db }) => {
  const mail = slowMail();
  const living = await startWorker(db, mail, { lookEveryMs: 20, deadAfterLooks: 5 });
  // The living one has its hands full of the first four; the others are for the one that dies.
  await queueMails(db, ['1@example.org', '2@example.org', '3@example.org', '4@example.org'], now);
  await until(() => mail.begun.length === 4);
  await queueMails(db, ['5@example.org', '6@example.org'], now);
  const { connectionString = '' } = db.pool.options;
  const dying = spawn(
    process.execPath,
    ['test/support/working-process.ts', connectionString, `${now}`, '', 'smtp://127.0.0.1:1', 'mail', '1'],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
  expect((await once(dying, 'exit'))[1]).toBe('SIGKILL');
  await until(async () => (await jobs(db, 'attempts > 0 and locked_by is null')).length > 0);

  mail.answer();
  await until(async () => (await jobs(db, 'true')).length === 0);
  await living.stop();
  expect(mail.begun.toSorted()).toEqual([1, 2, 3, 4, 5, 6].map((number) => `${number}@example.org`));
  expect(await db.query('select state, count(*) from notice group by state')).toEqual([{ state: 'sent', count: 6 }]);
});

test('a living worker that loses its lock takes it again, and nobody does its work beside it', async ({ db }) => {
  const mail = slowMail();
  const workers = [await startWorker(db, mail), await startWorker(db, mail)];
  await queueMails(db, ['1@example.org'], now);
  await until(() => mail.begun.length === 1);
  const before = await lockHolders(db);
  expect(before).toHaveLength(1);
  await db.query('select pg_terminate_backend($1)', [before[0]?.pid]);
  await until(async () => {
    const [holder] = await lockHolders(db);
    return holder !== undefined && holder.pid !== before[0]?.pid;
  });
  expect(await jobs(db, 'locked_by is not null')).toHaveLength(1);

  await queueMails(db, ['2@example.org'], now);
  mail.answer();
  await until(async () => (await jobs(db, 'true')).length === 0);
  for (const worker of workers) await worker.stop();
  expect(mail.begun.toSorted()).toEqual(['1@example.org', '2@example.org']);
});

test('a worker begins nothing while its lock is lost', async ({ db }) => {
  const lockedAtBegin: boolean[] = [];
  const mail = slowMail(async () => void lockedAtBegin.push((await lockHolders(db)).length > 0));
  const own = poolOf(db);
  let isCut = false;
  let refused = 0;
  const cuttable: DatabasePool = {
    ...own,
    openSession() {
      if (!isCut) return own.openSession();
      refused += 1;
      return Promise.reject(new Error('cut'));
    },
  };
  const worker = await runWorker(cuttable, await workerDeps(own, { mailer: mail, now }));
  await queueMails(db, ['1@example.org'], now);
  await until(() => lockedAtBegin.length === 1);
  isCut = true;
  await db.query('select pg_terminate_backend($1)', [(await lockHolders(db))[0]?.pid]);
  await until(() => refused > 0);
  mail.answer();
  await queueMails(db, ['2@example.org'], now);
  // The fourth comes when graphile-worker would have asked for a job at least once by its clock.
  await until(() => refused > 4);
  expect(mail.begun).toEqual(['1@example.org']);

  isCut = false;
  await until(async () => (await jobs(db, 'true')).length === 0);
  await worker.stop();
  await own.close();
  expect(mail.begun).toEqual(['1@example.org', '2@example.org']);
  expect(lockedAtBegin).toEqual([true, true]);
});

test('only workers that hold no lock are dead, and only after several looks', async ({ db }) => {
  const freed: number[] = [];
  const quiet = () => undefined;
  const pool = poolOf(db);
  await queueMails(db, ['1@example.org', '2@example.org', '3@example.org'], now);
  await db.query(
    `update graphile_worker._private_jobs set attempts = 1, locked_at = now(), locked_by = case when id = 1 then 'pool-living' else 'pool-dead' end`,
  );
  const living = new Presence(
    pool,
    { lookEveryMs: 1e6, deadAfterLooks: 1e6 },
    { lost: quiet, held: quiet, freed: quiet },
  );
  await living.hold('pool-living');
  const looking = new Presence(
    pool,
    { lookEveryMs: 1, deadAfterLooks: 9 },
    { lost: quiet, held: quiet, freed: (n) => freed.push(n) },
  );
  await until(() => freed.length > 0);
  expect(freed).toEqual([2]);
  expect(await db.query('select id, locked_by from graphile_worker.jobs where locked_by is not null')).toEqual([
    { id: 1, locked_by: 'pool-living' },
  ]);
  await living.close();
  await until(() => freed.length > 1);
  expect(freed).toEqual([2, 1]);
  await looking.close();
  await pool.close();
});
