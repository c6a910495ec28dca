import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '../../src/gateways/embedded-postgres.ts';
import { readMigrations } from '../../src/gateways/migration-files.ts';
import { type DatabasePool, openDatabase } from '../../src/store/database.ts';
import { migrateJobs } from '../../src/store/jobs.ts';
import { migrate } from '../../src/store/migrate.ts';

/**
 * A PostgreSQL for one benchmark, durable as in production, in a folder that goes with it. One that measures nothing and never
 * loses its machine need not wait for the disk.
 */
export async function startBenchServer({ isDurable = true }: { readonly isDurable?: boolean } = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'caudal-bench-'));
  // As root, PostgreSQL runs as another user, who must be able to pass through.
  await chmod(folder, 0o755);
  const server = await startEmbeddedPostgres({
    folder: join(folder, 'postgres'),
    settings: [
      ...['shared_buffers=256MB', 'max_wal_size=4GB'],
      // Other ones for a look at what takes long, parted by semicolons.
      ...(process.env['CAUDAL_BENCH_SETTINGS']?.split(';') ?? []),
      ...(isDurable ? ['synchronous_commit=on'] : ['fsync=off', 'full_page_writes=off', 'synchronous_commit=off']),
    ],
  });
  const postmaster = async () =>
    Number((await readFile(join(folder, 'postgres', 'postmaster.pid'), 'utf8')).split('\n', 1)[0]);
  return {
    url: server.url,
    dataFolder: join(folder, 'postgres'),
    /** The postmaster's process. */
    pid: await postmaster(),
    /** Ends it without warning. */
    async kill(): Promise<void> {
      process.kill(await postmaster(), 'SIGKILL');
    },
    startAgain: server.startAgain,
    async stop(): Promise<void> {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A migrated database of this name. */
export async function openMigrated(
  url: (database: string) => string,
  name: string,
  size: number,
): Promise<DatabasePool> {
  const admin = openDatabase(url('postgres'), 1);
  await admin.query(`create database ${name}`);
  await admin.close();
  const db = openDatabase(url(name), size);
  await migrate(db, await readMigrations('db/migrations'));
  await migrateJobs(db);
  return db;
}
