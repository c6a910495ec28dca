import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { packFiles } from '../../gateways/backup/backup-file.ts';
import { backupsIn, keepShipped, logFolder, shippedOf } from '../../gateways/backup/backup-folder.ts';
import { piecesOf } from '../../gateways/backup/data-folder.ts';
import { segmentName, segmentOf, segmentStart } from '../../gateways/backup/log-segment.ts';
import { readManifest } from '../../gateways/backup/manifest.ts';
import { clusterOf, finishLogFile, keepLog, logIsCopied, takeBackupTurn } from '../../store/backup/index.ts';
import type { BackupPlace, BackupSource } from './backup-place.ts';
import { BackupRefused } from './backup-refused.ts';

interface LogShipped {
  readonly files: number;
  readonly completeAt: Temporal.Instant;
}

/**
 * Copies what happened since the last backup: the finished files of PostgreSQL's log. Answers `needs-base` where no base
 * backup is there that they would continue.
 */
export async function shipLog(
  { folder: backups, key }: BackupPlace,
  { db, dataFolder }: Extract<BackupSource, { kind: 'embedded' }>,
): Promise<LogShipped | 'needs-base'> {
  return await db.transaction(async (turn) => {
    if (!(await takeBackupTurn(turn, 'wal'))) {
      throw new BackupRefused('Another command copies the log of this database: wait for it to end.');
    }
    const cluster = await clusterOf(db);
    await keepLog(db);
    const copied = await copiedBefore(backups, key, cluster);
    const log = await finishLogFile(db);
    const through = segmentOf(log.lsn, cluster.segmentBytes) - 1;
    const source = (name: string) => join(dataFolder, 'pg_wal', name);
    const after = (segment: number) =>
      Array.from({ length: Math.max(0, through - segment) }, (_, index) =>
        segmentName(cluster.timeline, segment + 1 + index, cluster.segmentBytes),
      );
    // What the server has thrown away since is nowhere: only a newer base can be continued.
    const before = copied.find((segment) => after(segment).every((name) => existsSync(source(name))));
    if (before === undefined) return 'needs-base';
    const names = after(before);
    const folder = logFolder(backups, cluster.systemIdentifier);
    for (const name of names) {
      await packFiles([{ path: name, open: () => piecesOf(dataFolder, `pg_wal/${name}`) }], {
        folder,
        path: name,
        key,
      });
    }
    const segment = Math.max(through, before);
    await keepShipped(backups, cluster.systemIdentifier, {
      timeline: cluster.timeline,
      segment,
      completeAt: log.at.toString(),
    });
    await logIsCopied(db, segmentStart(segment + 1, cluster.segmentBytes));
    return { files: names.length, completeAt: log.at };
  });
}

/**
 * The last file of the log that is copied already: by itself, else with the newest base backup. None without a base, which
 * the log alone is worth nothing.
 */
async function copiedBefore(
  backups: string,
  key: BackupPlace['key'],
  cluster: { readonly systemIdentifier: string; readonly timeline: number },
): Promise<readonly number[]> {
  const shipped = await shippedOf(backups, cluster.systemIdentifier);
  const newest = (await backupsIn(backups)).at(-1);
  if (newest === undefined) return [];
  const { database } = await readManifest(newest.folder, newest.isSealed ? needed(key) : undefined);
  if (database.kind !== 'data-folder' || database.systemIdentifier !== cluster.systemIdentifier) return [];
  if (database.timeline !== cluster.timeline) return [];
  return [...(shipped?.timeline === cluster.timeline ? [shipped.segment] : []), database.lastSegment];
}

export function needed(key: BackupPlace['key']): NonNullable<BackupPlace['key']> {
  if (key !== undefined) return key;
  throw new BackupRefused(
    'This backup is sealed: set CAUDAL_BACKUP_KEY, or CAUDAL_BACKUP_KEY_FILE to a file that holds it.',
  );
}
