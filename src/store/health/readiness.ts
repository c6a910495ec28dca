import type { Database } from '../database.ts';

export interface QueueStanding {
  /** Jobs whose time has come and that nobody has begun. */
  readonly waiting: number;
  /** Seconds for which the first of them waits. */
  readonly oldestSeconds: number;
  /** Jobs whose tries are used up. */
  readonly dead: number;
}

/** What waits in the queue; a scan of the jobs there are, some hundreds on a day. */
export async function queueStanding(db: Database): Promise<QueueStanding> {
  const [row] = await db.query<{ waiting: number; oldest: number; dead: number }>(
    `select count(*) filter (where isDue)::int as waiting,
       coalesce(extract(epoch from now() - min(greatest(run_at, created_at)) filter (where isDue)), 0)::float8 as oldest,
       count(*) filter (where attempts >= max_attempts and locked_at is null)::int as dead
     from (
       select *, locked_at is null and attempts < max_attempts and run_at <= now() as isDue from graphile_worker.jobs
     ) jobs`,
  );
  return { waiting: row?.waiting ?? 0, oldestSeconds: row?.oldest ?? 0, dead: row?.dead ?? 0 };
}

/** The last of the migrations that ran in this database. */
export async function lastMigration(db: Database): Promise<string | undefined> {
  const [row] = await db.query<{ name: string | null }>('select max(name) as name from migration');
  return row?.name ?? undefined;
}

/** How long ago any worker was last seen; undefined where none ever was. */
export async function secondsSinceBeat(db: Database): Promise<number | undefined> {
  const [row] = await db.query<{ seconds: number | null }>(
    'select extract(epoch from now() - max(seen_at))::float8 as seconds from worker_beat',
  );
  return row?.seconds ?? undefined;
}
