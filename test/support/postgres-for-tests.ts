import { chmod, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startEmbeddedPostgres } from '../../src/gateways/embedded-postgres.ts';
import { readMigrations } from '../../src/gateways/migration-files.ts';
import { openDatabase } from '../../src/store/database.ts';
import { migrateJobs } from '../../src/store/jobs.ts';
import { ensureMonths } from '../../src/store/metering/intervals.ts';
import { migrate } from '../../src/store/migrate.ts';
import { type Emptiness, emptinessOf } from './emptied-database.ts';
import { folderInProject } from './folder-in-project.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    postgresUrl: string;
    emptiness: Emptiness;
  }
}

/** Most hours of tests are of these: a database whose months a test made itself is no longer like the template, and is dropped. */
const monthsOfTests = Array.from({ length: 24 }, (_, month) =>
  Temporal.PlainDate.from('2025-01-01').add({ months: month }),
);

/** One PostgreSQL for the run, with a migrated database that each test's own is a clone of. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await folderInProject();
  // As root, PostgreSQL runs as another user, who must be able to pass through.
  await chmod(folder, 0o755);
  const server = await startEmbeddedPostgres({
    folder: join(folder, 'postgres'),
    settings: ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=200', 'autovacuum=off'],
  });
  const admin = openDatabase(server.url('postgres'), 1);
  await admin.query('create database caudal_template');
  const template = openDatabase(server.url('caudal_template'), 1);
  await migrate(template, await readMigrations('db/migrations'));
  await migrate(template, await readMigrations('db/demo'), { schema: 'demo' });
  await migrateJobs(template);
  await ensureMonths(template, monthsOfTests);
  project.provide('emptiness', await emptinessOf(template));
  await template.close();
  await admin.close();
  project.provide('postgresUrl', server.url('postgres'));
  return async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
}
