import { runOnce } from 'graphile-worker';
import { expect } from 'vitest';
import { test } from '../../../test/support/database.ts';
import { queueMails } from '../../../test/support/mails-by-job.ts';
import { staffSignedIn } from '../../../test/support/staff-session.ts';
import { visit, webDeps } from '../../../test/support/web.ts';
import { workerDeps } from '../../../test/support/worker-deps.ts';
import { webAreas } from '../../main/web-areas.ts';
import type { DatabasePool } from '../../store/database.ts';
import { enqueue } from '../../store/jobs.ts';
import { taskListOf } from '../../worker/run-worker.ts';
import { scheduleOf } from '../../worker/schedule.ts';
import { noticeTries } from '../notices/index.ts';
import { deadJobs, discardDeadLetter, jobAnswers, sendAgain, settleWaitingNotices } from './index.ts';

const now = Temporal.Instant.from('2026-05-07T16:00:00Z');
const recipients = ['ana@example.org', 'luis@example.org'];

/** A mail server that is out, until it is not. */
function mailServer() {
  const sent: string[] = [];
  const server = { isOut: true, sent };
  return {
    server,
    mailer: {
      async send({ to }: { to: string }) {
        if (server.isOut) throw new Error(`connect ECONNREFUSED while sending to ${to}`);
        sent.push(to);
      },
      close: () => undefined,
    },
  };
}

/** Runs what is due, as a worker does. */
async function work(db: DatabasePool, mailer: ReturnType<typeof mailServer>['mailer']): Promise<void> {
  const quiet = { ...(await workerDeps(db, { mailer, now })) };
  const dueOrBegun = `select from graphile_worker.jobs
    where locked_at is not null or (run_at <= now() and attempts < max_attempts)`;
  do await runOnce({ pgPool: db.pool, taskList: taskListOf(quiet), noHandleSignals: true });
  while ((await db.query(dueOrBegun)).length > 0);
}

/** The last try of every job is the next one. */
const lastTry = (db: DatabasePool) =>
  db.query('update graphile_worker._private_jobs set max_attempts = attempts + 1, run_at = now()');

const statesOf = (db: DatabasePool) => db.query(`select recipient, state, failure from notice order by recipient`);

const supervisor = { id: 'staff-supervisor', role: 'supervisor' } as const;

test('a mail is tried for more than two days before staff must look', async ({ db }) => {
  const waits = Array.from({ length: noticeTries - 1 }, (_, index) => Math.exp(Math.min(10, index + 1)));
  expect(waits.reduce((sum, wait) => sum + wait, 0) / 3600).toBeGreaterThan(48);
  await queueMails(db, ['ana@example.org'], now);
});

test('mail out for days: notices say so, staff send them again, and they go, once', async ({ db }) => {
  await staffSignedIn(db, 'supervisor');
  const { server, mailer } = mailServer();
  await queueMails(db, recipients, now);
  await lastTry(db);
  await work(db, mailer);
  expect(await statesOf(db)).toMatchObject([{ state: 'queued' }, { state: 'queued' }]);
  expect(await settleWaitingNotices(db, now)).toEqual({ failed: 2, found: 0, byEmail: 0 });
  expect(await statesOf(db)).toEqual(
    recipients.map((recipient) => ({ recipient, state: 'failed', failure: 'tries-used-up' })),
  );
  const dead = (await deadJobs(db, { limit: 10 })).rows;
  expect(dead.map(({ notice, lastError }) => [notice?.recipient, lastError.includes('ECONNREFUSED')])).toEqual([
    ['ana@example.org', true],
    ['luis@example.org', true],
  ]);

  server.isOut = false;
  expect(await sendAgain(db, {}, { staff: supervisor, now })).toEqual({ ok: true, value: 2 });
  expect(await sendAgain(db, {}, { staff: supervisor, now })).toMatchObject({ problem: { code: 'jobs.not-dead' } });
  await work(db, mailer);
  await work(db, mailer);
  expect(server.sent.toSorted()).toEqual(recipients);
  expect(await statesOf(db)).toMatchObject([{ state: 'sent' }, { state: 'sent' }]);
  expect((await deadJobs(db, { limit: 10 })).rows).toEqual([]);
  expect((await jobAnswers(db, { limit: 10 })).rows).toMatchObject([
    { answer: 'sent-again' },
    { answer: 'sent-again' },
  ]);
});

test('one is discarded with a reason, which is kept; without one, or without the permission, it is not', async ({
  db,
}) => {
  await staffSignedIn(db, 'supervisor');
  const { mailer } = mailServer();
  await queueMails(db, recipients, now);
  await lastTry(db);
  await work(db, mailer);
  const [{ id } = { id: 0 }] = (await deadJobs(db, { limit: 1 })).rows;
  const discard = (reason: string, role: 'csr' | 'supervisor' = 'supervisor') =>
    discardDeadLetter(db, { id, reason }, { staff: { id: supervisor.id, role }, now });
  expect(await discard(' ')).toMatchObject({ problem: { code: 'jobs.reason-missing', field: 'reason' } });
  expect(await discard('called', 'csr')).toMatchObject({ problem: { code: 'access.not-permitted' } });
  expect(await sendAgain(db, {}, { staff: { id: supervisor.id, role: 'csr' }, now })).toMatchObject({ ok: false });
  expect(await discard('the customer was called')).toMatchObject({ ok: true });
  expect((await jobAnswers(db, { limit: 1 })).rows).toMatchObject([
    { answer: 'discarded', reason: 'the customer was called' },
  ]);
  await settleWaitingNotices(db, now);
  expect(await statesOf(db)).toMatchObject([{ failure: 'discarded' }, { failure: 'tries-used-up' }]);
});

test('a notice whose job was lost is found and sent; one that is being sent, or waits for its hour, is left alone', async ({
  db,
}) => {
  const { server, mailer } = mailServer();
  server.isOut = false;
  await queueMails(db, recipients, now);
  await db.query(
    `delete from graphile_worker._private_jobs where payload ->> 'noticeId' = (select min(id)::text from notice)`,
  );
  expect(await settleWaitingNotices(db, now)).toEqual({ failed: 0, found: 1, byEmail: 0 });
  expect(await settleWaitingNotices(db, now)).toEqual({ failed: 0, found: 0, byEmail: 0 });
  await work(db, mailer);
  expect(server.sent.toSorted()).toEqual(recipients);
});

test('a task of the clock that fails for days leaves one job, and the next hour takes its place', () => {
  for (const line of scheduleOf('caudal')) {
    const task = line.split(' ')[5] ?? '';
    expect(line).toContain(`?jobKey=by-the-clock:${task}&jobKeyMode=replace`);
  }
});

test('staff see on a page what died, filter it, send it again and discard it; who may only look finds no buttons', async ({
  db,
}) => {
  const { server, mailer } = mailServer();
  await queueMails(db, recipients, now);
  await enqueue(db, { task: 'print-batch', payload: { runId: 1 } });
  await lastTry(db);
  await work(db, mailer);
  await settleWaitingNotices(db, now);
  const staff = visit(webDeps(db, { staffRealm: await staffSignedIn(db, 'supervisor') }), webAreas(), 'en');
  await staff.get('/console/dead-letters');
  expect(staff.text).toContain('luis@example.org');
  expect(staff.text).toContain('connect ECONNREFUSED');
  expect(staff.text).toContain('Printing of bills (1)');
  await staff.get('/console/dead-letters?task=print-batch');
  expect(staff.text).not.toContain('luis@example.org');
  await staff.get('/console/dead-letters');
  const [, one = ''] = /href="(\/console\/dead-letters\/\d+)"/.exec(staff.html) ?? [];
  await staff.get(one);
  expect(staff.text).toContain('ana@example.org');
  await staff.post(one, { reason: '' });
  expect(staff.text).toContain('Say why it is discarded.');
  await staff.post(one, { reason: 'called her' });
  expect(staff.path).toBe('/console/dead-letters');
  expect(staff.text).not.toContain('ana@example.org');
  await staff.get('/console/dead-letters?view=history');
  expect(staff.text).toContain('called her');
  server.isOut = false;
  await staff.get('/console/dead-letters?task=send-notice');
  await staff.post('/console/dead-letters/sent-again');
  await work(db, mailer);
  expect(server.sent).toEqual(['luis@example.org']);

  const auditor = visit(webDeps(db, { staffRealm: await staffSignedIn(db, 'auditor') }), webAreas(), 'en');
  await auditor.get('/console/dead-letters');
  expect(auditor.text).toContain('Printing of bills');
  expect(auditor.html).not.toContain('/console/dead-letters/sent-again');
  const clerk = visit(webDeps(db, { staffRealm: await staffSignedIn(db, 'csr') }), webAreas(), 'en');
  await clerk.get('/console/dead-letters');
  expect(clerk.status).toBe(403);
});
