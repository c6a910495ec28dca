import { setTimeout as pause } from 'node:timers/promises';
import type { DatabasePool } from './database.ts';

/** One worker among those of this database. */
export interface LiveWorker {
  /** Jobs that workers now dead had begun, given back. */
  readonly freed: number;
  leave(): void;
}

const key = `hashtext('caudal-worker')`;

/**
 * Says that this process works jobs, by a lock that PostgreSQL lets go of when the process is gone, however it went. The
 * first to come gives back what dead ones had begun: graphile-worker alone would leave those jobs for four hours. Where
 * others seem to be at work it waits a second, in case one of them was killed just now.
 */
export async function joinWorkers(db: DatabasePool): Promise<LiveWorker> {
  const client = await db.pool.connect();
  const isAlone = async (): Promise<boolean> => {
    const { rows } = await client.query<{ alone: boolean }>(`select pg_try_advisory_lock(${key}) as alone`);
    return rows[0]?.alone === true;
  };
  let alone = await isAlone();
  for (let tries = 0; !alone && tries < 10; tries += 1) {
    await pause(100);
    alone = await isAlone();
  }
  let freed = 0;
  if (alone) {
    const { rows } = await client.query<{ worker: string }>(
      'select locked_by as worker from graphile_worker.jobs where locked_by is not null',
    );
    freed = rows.length;
    await client.query('select graphile_worker.force_unlock_workers($1)', [rows.map((row) => row.worker)]);
  }
  // Before the other is let go, so that nobody finds himself alone in between.
  await client.query(`select pg_advisory_lock_shared(${key})`);
  if (alone) await client.query(`select pg_advisory_unlock(${key})`);
  return { freed, leave: () => client.release(true) };
}
