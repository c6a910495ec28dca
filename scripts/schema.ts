/** Writes db/schema.sql from an empty database brought up to date. `npm run schema`, through bin/schema.mjs. */
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '../src/gateways/embedded-postgres.ts';
import { readMigrations } from '../src/gateways/migration-files.ts';
import { openDatabase } from '../src/store/database.ts';
import { migrateJobs } from '../src/store/jobs.ts';
import { migrate } from '../src/store/migrate.ts';
import { schemaText } from '../src/store/schema-text.ts';

const folder = await mkdtemp(join(tmpdir(), 'caudal-schema-'));
await chmod(folder, 0o755);
const server = await startEmbeddedPostgres({ folder: join(folder, 'postgres'), settings: ['fsync=off'] });
const db = openDatabase(server.url('postgres'), 1);
try {
  await migrate(db, await readMigrations('db/migrations'));
  await migrateJobs(db);
  await writeFile('db/schema.sql', await schemaText(db));
} finally {
  await db.close();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}
