import { expect } from 'vitest';
import { test } from '../../../test/support/database.ts';
import { openAccount } from '../../../test/support/logins.ts';
import { enqueue } from '../../store/jobs.ts';
import { insertNotice, markNoticeSent } from '../../store/notices/index.ts';
import { findAccount } from '../registration/index.ts';
import { forgetStale } from './index.ts';

const now = Temporal.Instant.from('2026-05-07T17:00:00Z');
const utility = {
  name: 'Water',
  short_name: 'Water',
  time_zone: 'America/Los_Angeles',
  closed_accounts: { visible_days: 90 },
  account_number: [],
  cutOver: Temporal.Instant.from('2026-05-06T15:00:00Z'),
};

test('a registration that was given up is forgotten a day after it ran out, and its counters with it', async ({
  db,
}) => {
  await openAccount(db);
  const number = { text: '00123456-0004321' };
  await findAccount({ db, utility }, { number, zip: '97501' }, { now, address: '203.0.113.7' });
  const kept = async () => [
    (await db.query('select from registration')).length,
    (await db.query('select from rate_limit')).length,
  ];
  await forgetStale(db, now.add({ hours: 2 }));
  expect(await kept()).toEqual([1, 4]);
  await forgetStale(db, now.add({ hours: 50 }));
  expect(await kept()).toEqual([0, 0]);
});

test('what carried a code or a link is forgotten: in a job that failed for good, and in a notice long sent', async ({
  db,
}) => {
  await enqueue(db, { task: 'tell', payload: { link: 'https://water.example/x' }, maxAttempts: 1 });
  await db.query('update graphile_worker._private_jobs set attempts = max_attempts');
  const notice = {
    accountId: undefined,
    loginId: undefined,
    event: 'access.verify-email',
    channel: 'email',
    language: 'es',
    recipient: 'ana@example.org',
    subject: 'x',
    text: 'code',
    html: 'code',
    private: true,
    idempotencyKey: 'k',
  } as const;
  const id = (await insertNotice(db, notice, now)) ?? 0;
  await markNoticeSent(db, id, now);
  const kept = async () => [
    (await db.query(`select from graphile_worker.jobs where task_identifier = 'tell'`)).length,
    (await db.query(`select from notice where body_text <> ''`)).length,
  ];
  await forgetStale(db, now.add({ hours: 24 }));
  expect(await kept()).toEqual([1, 1]);
  // A job's days are the database's, whatever the clock of the installation pretends.
  await db.query(`update graphile_worker._private_jobs set run_at = now() - interval '8 days'`);
  await forgetStale(db, now.add({ hours: 61 * 24 }));
  expect(await kept()).toEqual([0, 0]);
});
