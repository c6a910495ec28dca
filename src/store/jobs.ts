import { runMigrations } from 'graphile-worker';
import type { Database, DatabasePool } from './database.ts';

/** Work for the worker, to be written in the transaction that causes it: it exists exactly if the change does. */
export interface Job {
  /** The name of a task in src/worker/tasks. */
  readonly task: string;
  readonly payload?: Readonly<Record<string, unknown>>;
  /** Jobs that wait under the same key are one job; a later `enqueue` moves it. */
  readonly key?: string;
  /** Jobs of one queue run one after another. */
  readonly queue?: string;
  /** How long it is left alone first, by the database's clock: what hour a pretend one shows says nothing to it. */
  readonly wait?: Temporal.Duration;
  readonly maxAttempts?: number;
}

/** The worker picks it up within moments of the commit; a job that fails is tried again, ever more seldom. */
export async function enqueue(tx: Database, job: Job): Promise<void> {
  await tx.query(
    `select from graphile_worker.add_job($1, payload => $2::json, queue_name => $3, run_at => now() + make_interval(secs => $4::float8),
       max_attempts => $5::integer, job_key => $6)`,
    [
      job.task,
      JSON.stringify(job.payload ?? {}),
      job.queue ?? null,
      job.wait?.total('seconds') ?? null,
      job.maxAttempts ?? null,
      job.key ?? null,
    ],
  );
}

/** Whether a job waits under this key that nobody has begun. */
export async function isJobWaiting(db: Database, key: string): Promise<boolean> {
  const found = await db.query(
    'select from graphile_worker.jobs where key = $1 and locked_at is null and attempts < max_attempts',
    [key],
  );
  return found.length > 0;
}

/**
 * Drops jobs of `task` that were tried for the last time more than `days` ago, by the database's clock as all times of jobs:
 * what they carry may open something. Done ones are dropped by graphile-worker at once.
 */
export async function forgetFailedJobs(
  db: Database,
  failed: { readonly task: string; readonly days: number },
): Promise<void> {
  await db.query(
    `select from graphile_worker.complete_jobs(array(
       select id from graphile_worker.jobs
       where task_identifier = $1 and attempts >= max_attempts and locked_at is null and run_at < now() - make_interval(days => $2::integer)
     ))`,
    [failed.task, failed.days],
  );
}

/** Brings graphile-worker's own tables up to date; safe under concurrent starts. */
export async function migrateJobs(db: DatabasePool): Promise<void> {
  await runMigrations({ pgPool: db.pool });
}
