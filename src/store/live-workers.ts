import type { DatabaseSession } from './database.ts';

/**
 * Who works jobs: each worker holds a session lock under its name, which PostgreSQL lets go of when the connection is
 * gone, however it went. graphile-worker writes the same name on every job that it begins.
 */
const lockOf = (name: string) => `hashtext('caudal-worker'), hashtext(${name})`;

/** Whether a worker's lock is held. Two names with one hash would make a dead one look alive: once in four billion. */
const isHeld = (name: string, by = '') => `exists (
  select from pg_locks
  where locktype = 'advisory' and granted and objsubid = 2 ${by}
    and database = (select oid from pg_database where datname = current_database())
    and classid = hashtext('caudal-worker')::oid and objid = hashtext(${name})::oid
)`;

/**
 * Takes the lock of a worker, once. A shared one: where its last connection broke without a word, the server may believe
 * for a while that it is still there.
 */
export async function lockWorker(session: DatabaseSession, worker: string): Promise<void> {
  const isOurs = isHeld('$1', 'and pid = pg_backend_pid()');
  await session.query(`select pg_advisory_lock_shared(${lockOf('$1::text')}) where not ${isOurs}`, [worker]);
}

export async function unlockWorker(session: DatabaseSession, worker: string): Promise<void> {
  await session.query(`select pg_advisory_unlock_shared(${lockOf('$1')})`, [worker]);
}

/** Writes down that these workers live, by the server's clock, and forgets those that were not seen for a day. */
export async function keepBeat(session: DatabaseSession, workers: readonly string[]): Promise<void> {
  await session.query(
    `insert into worker_beat (worker, seen_at) select unnest($1::text[]), now()
     on conflict (worker) do update set seen_at = excluded.seen_at`,
    [workers],
  );
  await session.query(`delete from worker_beat where seen_at < now() - interval '1 day'`);
}

/** The workers that have begun jobs and do not hold their lock. Also a sign of life for our own connection. */
export async function workersWithoutLock(session: DatabaseSession): Promise<string[]> {
  const rows = await session.query<{ worker: string }>(
    `select worker from (select distinct locked_by as worker from graphile_worker.jobs where locked_by is not null) begun
     where not ${isHeld('worker')}`,
  );
  return rows.map((row) => row.worker);
}

/** Gives back what these workers had begun, unless they hold their lock by now; how many jobs that were. */
export async function freeJobsOfDead(session: DatabaseSession, workers: readonly string[]): Promise<number> {
  return freeJobs(session, `select name from unnest($1::text[]) name where not ${isHeld('name')}`, workers);
}

/** Gives back what a worker of our own had begun. It must have ended; its lock does not matter. */
export async function freeJobsOf(session: DatabaseSession, worker: string): Promise<number> {
  return freeJobs(session, 'select unnest($1::text[])', [worker]);
}

async function freeJobs(session: DatabaseSession, names: string, workers: readonly string[]): Promise<number> {
  const [row] = await session.query<{ jobs: number }>(
    `with dead as materialized (select array(${names}) as names),
       begun as materialized (
         select count(job.id) as jobs from dead left join graphile_worker.jobs job on job.locked_by = any(dead.names)
       )
     select begun.jobs, graphile_worker.force_unlock_workers(dead.names) from dead, begun`,
    [workers],
  );
  return row?.jobs ?? 0;
}
