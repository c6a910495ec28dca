import { unpackFile } from '../../gateways/backup/backup-file.ts';
import { postgresTool, runTool } from '../../gateways/backup/postgres-tools.ts';
import type { PostgresServer } from '../../gateways/embedded-postgres.ts';
import { type DatabasePool, openDatabase } from '../../store/database.ts';
import { createDatabaseOnce } from '../../store/database-server.ts';
import type { ChosenBackup } from './choose-backup.ts';
import { dumpPath } from './contents.ts';

type Variables = Readonly<Record<string, string | undefined>>;

/** Puts what `pg_dump` wrote into an embedded server that is new. */
export async function loadDump({
  chosen,
  server,
  variables,
}: {
  readonly chosen: ChosenBackup;
  readonly server: PostgresServer;
  readonly variables: Variables;
}): Promise<DatabasePool> {
  const admin = openDatabase(server.url('postgres'), 1);
  await createDatabaseOnce(admin, 'caudal');
  await admin.close();
  const url = server.url('caudal');
  await loadDumpInto(url, chosen, variables);
  return openDatabase(url, 3);
}

/** All of it or nothing: one transaction. */
export async function loadDumpInto(
  url: string,
  { listed, manifest, key }: ChosenBackup,
  variables: Variables,
): Promise<void> {
  const { database } = manifest;
  const major = database.kind === 'dump' ? Number(database.dumpedBy) : 0;
  const tool = await postgresTool('pg_restore', major, variables);
  const name = decodeURIComponent(new URL(url).pathname.slice(1));
  const args = ['--single-transaction', '--exit-on-error', '--no-owner', '--no-privileges', `--dbname=${name}`];
  const input = unpackFile({ folder: listed.folder, path: dumpPath, key });
  for await (const _ of runTool(tool.file, args, { variables, url, input })) {
    // It says nothing.
  }
}
