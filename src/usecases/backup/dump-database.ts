import { postgresTool, runTool } from '../../gateways/backup/postgres-tools.ts';
import { figuresAndSnapshot } from '../../store/backup/index.ts';
import { extensionsToDump } from '../../store/cluster/index.ts';
import { serverVersion } from '../../store/database-server.ts';
import type { BackupSource } from './backup-place.ts';
import { type Copied, dumpPath, type Pack } from './contents.ts';

/** Where PostgreSQL is somebody else's to run: `pg_dump` of the same moment as the figures. */
export async function dumpDatabase(
  { db, url, variables }: Extract<BackupSource, { kind: 'outside' }>,
  pack: Pack,
  completeAt: Temporal.Instant,
): Promise<Copied> {
  const version = await serverVersion(db);
  const tool = await postgresTool('pg_dump', Math.floor(version / 10_000), variables);
  const extensions = (await extensionsToDump(db)).map((name) => `--extension=${name}`);
  return await figuresAndSnapshot(db, async ({ snapshot, figures }) => {
    const args = [
      '--format=custom',
      '--compress=0',
      '--no-owner',
      '--no-privileges',
      `--snapshot=${snapshot}`,
      ...extensions,
    ];
    await pack(dumpPath, [{ path: 'caudal.dump', open: async () => runTool(tool.file, args, { variables, url }) }]);
    return {
      database: { kind: 'dump', version, dumpedBy: String(tool.version) },
      figures: { tables: [...figures.tables], books: figures.books },
      completeAt,
    };
  });
}
