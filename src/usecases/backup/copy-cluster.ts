import { present } from '../../domain/kernel/index.ts';
import { bundlesOf, dataFolderOf, piecesOf } from '../../gateways/backup/data-folder.ts';
import { segmentName, segmentOf } from '../../gateways/backup/log-segment.ts';
import { severalAtOnce } from '../../gateways/backup/several-at-once.ts';
import {
  beginBaseBackup,
  clusterOf,
  endBaseBackup,
  figuresAtMark,
  finishLogFile,
  forgetBaseBackup,
} from '../../store/backup/index.ts';
import type { Transaction } from '../../store/database.ts';
import type { BackupSource } from './backup-place.ts';
import { BackupRefused } from './backup-refused.ts';
import type { Copied, Pack } from './contents.ts';

/**
 * Copies the files of a server that goes on working, between the two words of PostgreSQL's low-level backup, and then what
 * the log says of the time between. A mark after it is the moment of the figures.
 */
export async function copyCluster(
  { db, dataFolder, password }: Extract<BackupSource, { kind: 'embedded' }>,
  pack: Pack,
  { turn, label }: { readonly turn: Transaction; readonly label: string },
): Promise<Copied> {
  const cluster = await clusterOf(db);
  const began = await beginBaseBackup(turn, label);
  const { files, folders } = await dataFolderOf(dataFolder);
  if (folders.some((one) => /^pg_tblspc\/./.test(one))) {
    throw new BackupRefused('The database has tablespaces outside its folder, which this backup does not copy.');
  }
  await severalAtOnce(await bundlesOf(dataFolder, files), (paths, index) =>
    pack(
      `database-${index}`,
      paths.map((path) => ({ path, open: () => piecesOf(dataFolder, path) })),
    ),
  );
  const ended = await endBaseBackup(turn);
  await pack('database-label', [{ path: 'backup_label', open: async () => [Buffer.from(ended.label)] }]);
  const mark = label.replaceAll(/[^\w-]/g, '-');
  const figures = await figuresAtMark(db, mark);
  const log = await finishLogFile(db);
  if (log.timeline !== cluster.timeline) throw new Error('the server was replaced by another while it was copied');
  const [first, last] = [segmentOf(began, cluster.segmentBytes), segmentOf(log.lsn, cluster.segmentBytes) - 1];
  const segments = Array.from({ length: last - first + 1 }, (_, index) =>
    segmentName(cluster.timeline, first + index, cluster.segmentBytes),
  );
  await pack(
    'database-log',
    segments.map((name) => ({ path: `pg_wal/${name}`, open: () => piecesOf(dataFolder, `pg_wal/${name}`) })),
  );
  await forgetBaseBackup(turn);
  return {
    database: {
      kind: 'data-folder',
      ...cluster,
      firstSegment: first,
      lastSegment: last,
      mark,
      folders: [...folders],
      ...present({ password }),
    },
    figures: figures && { tables: [...figures.tables], books: figures.books },
    completeAt: log.at,
  };
}
