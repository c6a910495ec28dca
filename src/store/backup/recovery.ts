import type { Database } from '../database.ts';

/** How far a server is that recovers. */
export async function recoveryOf(
  db: Database,
): Promise<{ readonly recovers: boolean; readonly isPaused: boolean; readonly lastCommit: Temporal.Instant | null }> {
  const [row] = await db.query<{ recovers: boolean; state: string | null; last: Temporal.Instant | null }>(
    `select pg_is_in_recovery() as recovers,
       case when pg_is_in_recovery() then pg_get_wal_replay_pause_state() end as state,
       pg_last_xact_replay_timestamp() as last`,
  );
  return { recovers: row?.recovers ?? false, isPaused: row?.state === 'paused', lastCommit: row?.last ?? null };
}

/** Everything recovered is on the disk. */
export async function settleOnDisk(db: Database): Promise<void> {
  await db.query('checkpoint');
}
