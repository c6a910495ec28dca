import type { Database } from '../database.ts';

/**
 * Begins PostgreSQL's own low-level base backup on this connection. From here on the log keeps whole pages, and a slot of
 * this connection keeps every file of the log that the copy will need.
 */
export async function beginBaseBackup(tx: Database, label: string): Promise<string> {
  await tx.query(`select pg_create_physical_replication_slot('caudal_base_' || pg_backend_pid(), true, true)`);
  const [row] = await tx.query<{ lsn: string }>(`select pg_backup_start($1, fast => true)::text as lsn`, [label]);
  return row?.lsn ?? '';
}

/** Ends it; the label says to recovery where to begin. */
export async function endBaseBackup(tx: Database): Promise<{ readonly lsn: string; readonly label: string }> {
  const [row] = await tx.query<{ lsn: string; label: string }>(
    `select lsn::text, labelfile as label from pg_backup_stop(wait_for_archive => false)`,
  );
  if (row === undefined) throw new Error('PostgreSQL did not end the backup');
  return row;
}

/** Lets go of what the slot kept. */
export async function forgetBaseBackup(tx: Database): Promise<void> {
  await tx.query(`select pg_drop_replication_slot('caudal_base_' || pg_backend_pid())`);
}

/** Begins the next file of the log, so that everything up to now is in finished ones. */
export async function finishLogFile(
  db: Database,
): Promise<{ readonly lsn: string; readonly at: Temporal.Instant; readonly timeline: number }> {
  // The moment is read first: what was committed before it is in the log.
  const [moment] = await db.query<{ at: Temporal.Instant }>('select clock_timestamp() as at');
  await db.query('select pg_switch_wal()');
  const [row] = await db.query<{ lsn: string; timeline: string }>(
    `select pg_current_wal_insert_lsn()::text as lsn, left(pg_walfile_name(pg_current_wal_insert_lsn()), 8) as timeline`,
  );
  if (moment === undefined || row === undefined) throw new Error('PostgreSQL says nothing of its log');
  return { lsn: row.lsn, at: moment.at, timeline: Number.parseInt(row.timeline, 16) };
}

const slot = 'caudal_wal';

/**
 * The slot for which the server keeps its log until it was copied. One that the server gave up, because nobody copied for
 * long, is made again.
 */
export async function keepLog(db: Database): Promise<void> {
  const [row] = await db.query<{ wal_status: string }>(
    'select wal_status from pg_replication_slots where slot_name = $1',
    [slot],
  );
  if (row !== undefined && row.wal_status !== 'lost') return;
  if (row !== undefined) await db.query('select pg_drop_replication_slot($1)', [slot]);
  await db.query('select pg_create_physical_replication_slot($1, true)', [slot]);
}

/** What is before this was copied; the server may use its files again. */
export async function logIsCopied(db: Database, lsn: string): Promise<void> {
  await db.query('select pg_replication_slot_advance($1, $2::pg_lsn)', [slot, lsn]);
}
