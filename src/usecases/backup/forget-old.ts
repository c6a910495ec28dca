import { backupsIn, logFilesIn, logFolder, removeBackup, removeLogFile } from '../../gateways/backup/backup-folder.ts';
import { segmentNumber } from '../../gateways/backup/log-segment.ts';
import { readManifest } from '../../gateways/backup/manifest.ts';
import type { BackupPlace } from './backup-place.ts';
import { needed } from './ship-log.ts';

/** Removes all but the newest `keep` backups, and the log that only they began. */
export async function forgetOldBackups({ folder, key }: BackupPlace, keep: number): Promise<readonly string[]> {
  const all = await backupsIn(folder);
  const old = all.slice(0, Math.max(0, all.length - keep));
  for (const { folder: one } of old) await removeBackup(one);
  const [oldest] = all.slice(-keep);
  if (oldest === undefined) return old.map(({ name }) => name);
  const { database } = await readManifest(oldest.folder, oldest.isSealed ? needed(key) : undefined);
  if (database.kind === 'data-folder') {
    const log = logFolder(folder, database.systemIdentifier);
    for (const name of await logFilesIn(log)) {
      const isOld =
        Number.parseInt(name.slice(0, 8), 16) <= database.timeline &&
        segmentNumber(name, database.segmentBytes) <= database.lastSegment;
      if (isOld) await removeLogFile(log, name);
    }
  }
  return old.map(({ name }) => name);
}
