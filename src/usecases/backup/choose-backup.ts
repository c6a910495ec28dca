import { isAfter } from '../../domain/kernel/index.ts';
import { type BackupListed, backupAt, backupsIn } from '../../gateways/backup/backup-folder.ts';
import { type Manifest, readManifest } from '../../gateways/backup/manifest.ts';
import type { BackupPlace } from './backup-place.ts';
import { BackupRefused } from './backup-refused.ts';
import { needed } from './ship-log.ts';

export interface ChosenBackup {
  readonly listed: BackupListed;
  readonly manifest: Manifest;
  /** Undefined where it is not sealed. */
  readonly key: BackupPlace['key'];
}

/** The backup of this name or folder; without one, the newest that was complete before `until`, or of all. */
export async function chooseBackup(
  place: BackupPlace,
  { name, until }: { readonly name?: string; readonly until?: Temporal.Instant },
): Promise<ChosenBackup> {
  const all = await backupsIn(place.folder);
  const named = name === undefined ? undefined : (all.find((one) => one.name === name) ?? backupAt(name));
  if (name !== undefined && named === undefined) {
    throw new BackupRefused(`There is no backup ${name} in ${place.folder}, and none in a folder of that name.`);
  }
  for (const listed of named === undefined ? all.toReversed() : [named]) {
    const key = listed.isSealed ? needed(place.key) : undefined;
    const manifest = await readManifest(listed.folder, key);
    const isInTime = until === undefined || !isAfter(Temporal.Instant.from(manifest.completeAt), until);
    if (isInTime) return { listed, manifest, key };
  }
  throw new BackupRefused(
    all.length === 0
      ? `There is no backup in ${place.folder}: make one with npx caudal backup, or name the folder with --from.`
      : `No backup in ${place.folder} was complete before ${until?.toString()}: only later moments can be restored.`,
  );
}
