import { chmod, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startEmbeddedPostgres } from '../../src/gateways/embedded-postgres.ts';
import { readMigrations } from '../../src/gateways/migration-files.ts';
import { type DatabasePool, openDatabase } from '../../src/store/database.ts';
import { migrateJobs } from '../../src/store/jobs.ts';
import { ensureMonths } from '../../src/store/metering/intervals.ts';
import { migrate } from '../../src/store/migrate.ts';
import { applyCluster } from '../../src/usecases/cluster/index.ts';
import { citusServers, citusUrl } from './citus-database.ts';
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

/** One PostgreSQL for the run, with a migrated database that each test's own is a clone of; or a Citus of somebody's own. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  if (citusUrl !== undefined) return await onCitus(project, citusUrl);
  const folder = await folderInProject();
  // As root, PostgreSQL runs as another user, who must be able to pass through.
  await chmod(folder, 0o755);
  const server = await startEmbeddedPostgres({
    folder: join(folder, 'postgres'),
    settings: ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=200', 'autovacuum=off'],
  });
  const admin = openDatabase(server.url('postgres'), 1);
  await admin.query('create database caudal_template');
  project.provide('emptiness', await fillTemplate(server.url('caudal_template')));
  await admin.close();
  project.provide('postgresUrl', server.url('postgres'));
  return async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
}

async function fillTemplate(url: string, andThen?: (template: DatabasePool) => Promise<void>): Promise<Emptiness> {
  const template = openDatabase(url, 2);
  await migrate(template, await readMigrations('db/migrations'));
  await migrate(template, await readMigrations('db/demo'), { schema: 'demo' });
  await migrateJobs(template);
  await ensureMonths(template, monthsOfTests);
  await andThen?.(template);
  const emptiness = await emptinessOf(template);
  await template.close();
  return emptiness;
}

/** The same on a cluster, the template's hours distributed: its clones are, too. */
async function onCitus(project: TestProject, url: string): Promise<() => Promise<void>> {
  const servers = await citusServers(url);
  await servers.drop('caudal_template');
  await servers.create('caudal_template');
  await servers.join('caudal_template');
  const emptiness = await fillTemplate(servers.url('caudal_template'), async (template) => {
    const applied = await applyCluster(template, { shards: shardsOfTests });
    if (!applied.ok) throw new Error(JSON.stringify(applied.problem));
  });
  await servers.quiet('caudal_template');
  project.provide('emptiness', emptiness);
  project.provide('postgresUrl', servers.url('postgres'));
  return () => servers.drop('caudal_template');
}

/** Two for each of two workers; more only take longer. */
const shardsOfTests = 4;
