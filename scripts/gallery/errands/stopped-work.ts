import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openDatabase } from '../../../src/store/database.ts';
import { paths } from '../../../src/web/paths.ts';
import type { Errand } from '../errand.ts';

const at = paths.console;

/** A mail that could not be sent for three days, as the queue keeps it: nobody waits so long for a picture. */
async function leaveUnsent(): Promise<void> {
  const kept: { port: number; password: string } = JSON.parse(await readFile(join('.caudal', 'postgres.json'), 'utf8'));
  const db = openDatabase(`postgres://caudal:${kept.password}@127.0.0.1:${kept.port}/caudal`, 1);
  try {
    await db.query(
      `with unsent as (
         select (graphile_worker.add_job('send-notice', json_build_object('noticeId', max(id)), run_at => now() + interval '1 day')).id
         from notice where channel = 'email')
       select id from unsent`,
    );
    await db.query(
      `update graphile_worker._private_jobs job
       set attempts = max_attempts, last_error = 'connect ECONNREFUSED 192.0.2.25:587', created_at = now() - interval '3 days'
       from graphile_worker._private_tasks task
       where task.id = job.task_id and task.identifier = 'send-notice' and job.run_at > now() + interval '23 hours'`,
    );
  } finally {
    await db.close();
  }
}

const unsentMail: Errand = async (town) => {
  await leaveUnsent();
  const admin = await town.staff('admin');
  await admin.until(at.deadLetters, /\/dead-letters\/\d+$/);
  await admin.shows();
  await admin.follows(/\/dead-letters\/\d+$/);
  await admin.shows();
};

export const stopped = { 'a mail that was not sent': unsentMail };
