import { present } from '../../domain/kernel/index.ts';
import { checkFiles, type Packed, packFiles } from '../../gateways/backup/backup-file.ts';
import { beginBackup } from '../../gateways/backup/backup-folder.ts';
import { type Manifest, writeManifest } from '../../gateways/backup/manifest.ts';
import { severalAtOnce } from '../../gateways/backup/several-at-once.ts';
import { migrationOf, takeBackupTurn } from '../../store/backup/index.ts';
import { type BackupPlace, type BackupSource, bytesOf, type KeptThing } from './backup-place.ts';
import { BackupRefused } from './backup-refused.ts';
import { besidePath, type Pack } from './contents.ts';
import { copyCluster } from './copy-cluster.ts';
import { dumpDatabase } from './dump-database.ts';

export interface BackupMade {
  readonly folder: string;
  readonly bytes: number;
  readonly files: number;
  readonly isSealed: boolean;
  readonly completeAt: Temporal.Instant;
  /** Whether a drill can compare every row. */
  readonly hasFigures: boolean;
}

/**
 * Everything that a portal is made of, as of one moment, while it is at work: its database, its secret, the utility's folder and
 * the documents beside. Each file is read back and compared before the backup gets its name.
 */
export async function backUp(place: BackupPlace, { source, things, program, now }: BackupAsked): Promise<BackupMade> {
  const { folder: backups, key } = place;
  const migration = await migrationOf(source.db);
  if (migration === undefined) {
    throw new BackupRefused(
      'The database has no tables of Caudal yet: nothing to back up. npx caudal migrate makes them.',
    );
  }
  return await source.db.transaction(async (turn) => {
    if (!(await takeBackupTurn(turn, 'base'))) {
      throw new BackupRefused('Another backup of this database is being made: wait for it to end.');
    }
    const begun = await beginBackup(backups, now);
    try {
      const files: Record<string, Packed[]> = {};
      const pack: Pack = async (path, members) => {
        files[path] = [...(await packFiles(members, { folder: begun.folder, path, key }))];
      };
      const copied =
        source.kind === 'embedded'
          ? await copyCluster(source, pack, { turn, label: `caudal ${now.toString()}` })
          : await dumpDatabase(source, pack, now);
      await pack(
        besidePath,
        things.map((thing) => ({ path: thing.path, open: async () => [await bytesOf(thing)] })),
      );
      const manifest: Manifest = {
        format: 1,
        caudal: program,
        migration,
        begunAt: now.toString(),
        completeAt: copied.completeAt.toString(),
        database: copied.database,
        ...present({ figures: copied.figures }),
        files,
      };
      await writeManifest(begun.folder, manifest, key);
      await checkBackup(begun.folder, manifest, key);
      const all = Object.values(files).flat();
      return {
        folder: await begun.finish(),
        bytes: all.reduce((sum, { size }) => sum + size, 0),
        files: all.length,
        isSealed: key !== undefined,
        completeAt: copied.completeAt,
        hasFigures: copied.figures !== undefined,
      };
    } catch (error) {
      await begun.giveUp();
      throw error;
    }
  });
}

interface BackupAsked {
  readonly source: BackupSource;
  readonly things: readonly KeptThing[];
  /** The version of this Caudal. */
  readonly program: string;
  readonly now: Temporal.Instant;
}

/** Reads every file of a backup back and compares it with what was packed. */
export async function checkBackup(folder: string, { files }: Manifest, key: BackupPlace['key']): Promise<void> {
  await severalAtOnce(Object.entries(files), ([path, packed]) => checkFiles({ folder, path, key }, packed));
}
