import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type PostgresServer, startEmbeddedPostgres } from '../gateways/embedded-postgres.ts';
import { readMigrations } from '../gateways/migration-files.ts';
import { type DatabasePool, openDatabase, openDatabaseToFill, type SessionOptions } from '../store/database.ts';
import { createDatabaseOnce, serverVersion } from '../store/database-server.ts';
import { migrateJobs } from '../store/jobs.ts';
import { isConnectionRefused, isStartingUp } from '../store/lost-connection.ts';
import { migrate } from '../store/migrate.ts';
import { MigrationRefused } from '../store/migration-plan.ts';
import type { TimeLimits } from '../store/time-limits.ts';
import { localFolder, projectFolder } from './project-folder.ts';
import type { Settings } from './settings.ts';

export interface OpenedDatabase {
  /** For what is done at the start, and for commands: long work. */
  readonly db: DatabasePool;
  /** Opens another pool on the same database, closed with the rest. */
  open(size: number, limits: TimeLimits, session?: SessionOptions): DatabasePool;
  /** Does `work` on a pool of its own, whose commits do not wait for the disk. */
  fill<Value>(work: (db: DatabasePool) => Promise<Value>): Promise<Value>;
  /** The embedded PostgreSQL, where it is the one in use. */
  readonly server: PostgresServer | undefined;
  /** The last migration that this program knows. */
  readonly lastMigration: string;
  /** Names of the migrations that ran now. */
  readonly migrated: readonly string[];
  close(): Promise<void>;
}

/** The database cannot be reached, or is too old, or was migrated by another version of Caudal. */
export class DatabaseUnavailable extends Error {}

const oldestServer = 15;

/** A log that is kept for backups which nobody makes any more must not fill the disk: then the next one begins again. */
export const embeddedSettings = ['max_slot_wal_keep_size=4GB'];

/** Opens the database of `DATABASE_URL`, else the embedded one, and brings its tables up to date. */
export async function openMigratedDatabase(
  { environment }: Pick<Settings, 'environment'>,
  migrations = join(projectFolder, 'db', 'migrations'),
  patience = usualPatience,
): Promise<OpenedDatabase> {
  const given = environment.DATABASE_URL;
  const server =
    given === undefined
      ? await startEmbeddedPostgres({ folder: join(localFolder(), 'postgres'), settings: embeddedSettings })
      : undefined;
  if (server !== undefined) await createOnce(server.url('postgres'));
  const url = given ?? server?.url('caudal') ?? '';
  const db = openDatabase(url);
  const pools = [db];
  const open = (size: number, limits: TimeLimits, session?: SessionOptions) => {
    const pool = openDatabase(url, size, limits, session);
    pools.push(pool);
    return pool;
  };
  const fill = async <Value>(work: (filled: DatabasePool) => Promise<Value>): Promise<Value> => {
    const filled = openDatabaseToFill(url);
    try {
      return await work(filled);
    } finally {
      await filled.close();
    }
  };
  const close = async () => {
    for (const pool of pools) await pool.close();
    await server?.release();
  };
  try {
    await checkVersion(db, patience);
    const known = await readMigrations(migrations);
    const migrated = await migrate(db, known, {
      waiting: () => console.error('Waiting for another Caudal that brings this database up to date …'),
      busy: () => console.error('Waiting for long work to end that uses the tables, an import perhaps …'),
    });
    await migrateJobs(db);
    return { db, open, fill, server, lastMigration: known.at(-1)?.name ?? '', migrated, close };
  } catch (error) {
    await close();
    throw error instanceof MigrationRefused ? new DatabaseUnavailable(error.message) : error;
  }
}

async function createOnce(url: string): Promise<void> {
  const admin = openDatabase(url, 1);
  try {
    await createDatabaseOnce(admin, 'caudal');
  } finally {
    await admin.close();
  }
}

async function checkVersion(db: DatabasePool, patience: Patience): Promise<void> {
  const version = await versionOf(db, patience).catch((error) => {
    throw new DatabaseUnavailable(`the database of DATABASE_URL cannot be reached: ${reasonOf(error)}`);
  });
  const major = Math.floor(version / 10_000);
  if (major < oldestServer) {
    throw new DatabaseUnavailable(`the database is PostgreSQL ${major}; Caudal needs ${oldestServer} or newer`);
  }
}

/** How long a server is waited for. */
interface Patience {
  /** One that recovers from a crash, which may take minutes. */
  readonly recoveringMs: number;
  /** One at whose address nobody listens: it is often started at the same moment, and else it is a wrong address. */
  readonly refusedMs: number;
}

const usualPatience: Patience = { recoveringMs: 600_000, refusedMs: 60_000 };

const tryEveryMs = 500;

async function versionOf(db: DatabasePool, { recoveringMs, refusedMs }: Patience): Promise<number> {
  let refused = 0;
  for (let tries = 0; ; tries += 1) {
    try {
      return await serverVersion(db);
    } catch (error) {
      if (isConnectionRefused(error)) refused += 1;
      const isOver = isConnectionRefused(error)
        ? refused * tryEveryMs > refusedMs
        : !isStartingUp(error) || tries * tryEveryMs >= recoveringMs;
      if (isOver) throw error;
      if (tries === 0) console.error(`Waiting for the database: ${reasonOf(error)} …`);
      await pause(tryEveryMs);
    }
  }
}

/** A connection refused at several addresses comes as one error of many, without words of its own. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join('; ');
  return error instanceof Error ? error.message : String(error);
}
