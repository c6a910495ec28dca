import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Migration, MigrationRefused } from '../store/migration-plan.ts';

/** The numbered files of `folder`, in order. */
export async function readMigrations(folder: string): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  const misnamed = names.find((name) => !/^\d{4}_[a-z0-9_]+\.sql$/.test(name));
  // Left aside it would never run, and nobody would hear about it.
  if (misnamed !== undefined) throw new MigrationRefused(`migration ${misnamed} is not named like 0001_accounts.sql`);
  return Promise.all(names.map(async (name) => ({ name, sql: await readFile(join(folder, name), 'utf8') })));
}
