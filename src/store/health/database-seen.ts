import type { Database } from '../database.ts';

interface ServerSeen {
  readonly version: number;
  readonly isSuperuser: boolean;
  readonly isEncrypted: boolean;
  readonly isLocal: boolean;
  readonly fsync: boolean;
  readonly now: Temporal.Instant;
  readonly isArchiving: boolean;
  readonly archivedSeconds: number | undefined;
  readonly isArchiveFailing: boolean;
  /** Whether our tables are there. */
  readonly hasTables: boolean;
}

/** What a server says of itself to anybody who may connect. */
export async function serverSeen(db: Database): Promise<ServerSeen> {
  const [row] = await db.query<{
    version: string;
    superuser: string;
    encrypted: boolean | null;
    local: boolean;
    fsync: string;
    now: Temporal.Instant;
    mode: string;
    archived: number | null;
    failing: boolean | null;
    tables: boolean;
  }>(
    `select current_setting('server_version_num') as version, current_setting('is_superuser') as superuser,
       (select ssl from pg_stat_ssl where pid = pg_backend_pid()) as encrypted,
       coalesce(inet_client_addr() <<= '127.0.0.0/8' or inet_client_addr() = '::1', true) as local,
       current_setting('fsync') as fsync, clock_timestamp() as now, current_setting('archive_mode') as mode,
       extract(epoch from now() - a.last_archived_time)::float8 as archived,
       a.last_failed_time > coalesce(a.last_archived_time, '-infinity') as failing,
       to_regclass('public.migration') is not null as tables
     from pg_stat_archiver a`,
  );
  if (row === undefined) throw new Error('the server says nothing of itself');
  return {
    version: Number(row.version),
    isSuperuser: row.superuser === 'on',
    isEncrypted: row.encrypted === true,
    isLocal: row.local,
    fsync: row.fsync === 'on',
    now: row.now,
    isArchiving: row.mode !== 'off',
    archivedSeconds: row.archived ?? undefined,
    isArchiveFailing: row.failing === true,
    hasTables: row.tables,
  };
}

/** Administrators who may sign in. */
export async function administrators(db: Database): Promise<number> {
  const [row] = await db.query<{ n: number }>(
    `select count(*)::int as n from staff_member where role = 'admin' and removed_at is null`,
  );
  return row?.n ?? 0;
}

/** When a package of the billing system last went in, and how many wait for a person. */
export async function packagesSeen(
  db: Database,
): Promise<{ readonly lastSeconds: number | undefined; readonly waiting: number }> {
  const [row] = await db.query<{ last: number | null; waiting: number }>(
    `select extract(epoch from now() - max(received_at) filter (where state = 'applied'))::float8 as last,
       count(*) filter (where state = 'waits')::int as waiting
     from exchange_run`,
  );
  return { lastSeconds: row?.last ?? undefined, waiting: row?.waiting ?? 0 };
}
