import { chown, type FileHandle, mkdir, open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { checkFiles, type Packed, packedName, unpackFile } from './backup-file.ts';
import { type BackupListed, logFilesIn, logFolder, shippedOf } from './backup-folder.ts';
import type { BackupKey } from './backup-key.ts';
import { segmentNumber } from './log-segment.ts';
import type { Manifest } from './manifest.ts';
import { severalAtOnce } from './several-at-once.ts';

type ClusterManifest = Manifest & { readonly database: { readonly kind: 'data-folder' } };

export const isOfCluster = (manifest: Manifest): manifest is ClusterManifest =>
  manifest.database.kind === 'data-folder';

/**
 * Puts a backup's data folder together again, each file compared with what was packed, and its log behind it. PostgreSQL itself
 * brings all of it onto the disk before it recovers.
 */
export async function unpackCluster(
  { folder: backup }: BackupListed,
  { manifest, place, key, into }: UnpackAsked,
): Promise<{ readonly completeAt: Temporal.Instant }> {
  const { database, files } = manifest;
  for (const one of ['', ...database.folders]) await mkdir(join(into, one), { recursive: true, mode: 0o700 });
  await severalAtOnce(
    Object.entries(files).filter(([path]) => path.startsWith('database-')),
    async ([path, members]) => {
      let handle: FileHandle | undefined;
      let at: Packed | undefined;
      try {
        await checkFiles({ folder: backup, path, key }, members, async (member, chunk) => {
          if (member !== at) {
            await handle?.close();
            handle = await open(join(into, member.path), 'w', 0o600);
            at = member;
          }
          if (chunk.length > 0) await handle?.writeFile(chunk);
        });
      } finally {
        await handle?.close();
      }
    },
  );
  const later = await laterLog(place, manifest);
  for (const name of later.names) {
    const handle = await open(join(into, 'pg_wal', name), 'w', 0o600);
    try {
      for await (const chunk of unpackFile({ folder: later.folder, path: name, key: await later.keyOf(name) })) {
        await handle.writeFile(chunk);
      }
    } finally {
      await handle.close();
    }
  }
  const handle = await open(join(into, 'recovery.signal'), 'w', 0o600);
  await handle.close();
  return { completeAt: Temporal.Instant.from(later.completeAt ?? manifest.completeAt) };
}

/** The folder of all backups, which has the log too, and what opens it. */
interface LogPlace {
  readonly folder: string;
  readonly key: BackupKey | undefined;
}

interface UnpackAsked {
  readonly manifest: ClusterManifest;
  readonly place: LogPlace;
  /** Of this backup: undefined where it is not sealed. */
  readonly key: BackupKey | undefined;
  /** The data folder, new. */
  readonly into: string;
}

/** What was copied of the log after this backup, without a gap. */
async function laterLog({ folder: backups, key }: LogPlace, { database }: ClusterManifest) {
  const { systemIdentifier, timeline, segmentBytes, lastSegment } = database;
  const folder = logFolder(backups, systemIdentifier);
  const shipped = await shippedOf(backups, systemIdentifier);
  const keyOf = async (name: string) => ((await readdir(folder)).includes(packedName(name, true)) ? key : undefined);
  if (shipped?.timeline !== timeline) return { folder, names: [], completeAt: undefined, keyOf };
  const there = new Map(
    (await logFilesIn(folder))
      .filter((name) => Number.parseInt(name.slice(0, 8), 16) === timeline)
      .map((name) => [segmentNumber(name, segmentBytes), name]),
  );
  const names: string[] = [];
  for (let segment = lastSegment + 1; segment <= shipped.segment; segment += 1) {
    const name = there.get(segment);
    // After a gap nothing can be replayed.
    if (name === undefined) return { folder, names, completeAt: undefined, keyOf };
    names.push(name);
  }
  return { folder, names, completeAt: shipped.segment < lastSegment ? undefined : shipped.completeAt, keyOf };
}

/** PostgreSQL runs as a user of its own where we are root: the folder is theirs. */
export async function giveTo(folder: string, user: { readonly uid?: number; readonly gid?: number }): Promise<void> {
  if (user.uid === undefined || user.gid === undefined) return;
  await chown(folder, user.uid, user.gid);
  for (const one of await readdir(folder, { withFileTypes: true })) {
    if (one.isDirectory()) await giveTo(join(folder, one.name), user);
    else await chown(join(folder, one.name), user.uid, user.gid);
  }
}
