import type { Database } from '../database.ts';

/** Which cluster it is, and where its log of changes (WAL) stands. */
interface Cluster {
  readonly systemIdentifier: string;
  readonly timeline: number;
  readonly version: number;
  /** Bytes of one file of the log. */
  readonly segmentBytes: number;
}

export async function clusterOf(db: Database): Promise<Cluster> {
  const [row] = await db.query<{ id: string; timeline: number; version: string; bytes: number }>(
    `select s.system_identifier::text as id, c.timeline_id as timeline,
       current_setting('server_version_num') as version,
       (select setting::bigint from pg_settings where name = 'wal_segment_size') as bytes
     from pg_control_system() s, pg_control_checkpoint() c`,
  );
  if (row === undefined) throw new Error('PostgreSQL says nothing of itself');
  return {
    systemIdentifier: row.id,
    timeline: row.timeline,
    version: Number(row.version),
    segmentBytes: row.bytes,
  };
}

/** Whether nobody else does this work now; ours until the transaction ends. */
export async function takeBackupTurn(tx: Database, work: 'base' | 'wal'): Promise<boolean> {
  const [row] = await tx.query<{ ours: boolean }>(
    `select pg_try_advisory_xact_lock(hashtext('caudal backup'), hashtext($1)) as ours`,
    [work],
  );
  return row?.ours === true;
}

/** How the schema stands: the last migration that ran; undefined where none ever did. */
export async function migrationOf(db: Database): Promise<string | undefined> {
  const [there] = await db.query<{ table: string | null }>(`select to_regclass('public.migration')::text as table`);
  if (there === undefined || there.table === null) return undefined;
  const [row] = await db.query<{ name: string }>('select name from migration order by name desc limit 1');
  return row?.name;
}

/** Whether there is a table in it already, apart from those that came with an extension. */
export async function isEmptyDatabase(db: Database): Promise<boolean> {
  const found = await db.query(
    `select from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
       and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e') limit 1`,
  );
  return found.length === 0;
}
