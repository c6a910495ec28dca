import { existsSync } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { writeWhole } from '../whole-file.ts';
import { packedName } from './backup-file.ts';

const unfinished = '.unfinished-';

/** `2026-05-14T160000Z`: sorts as time goes, and is a name everywhere. */
const nameAt = (at: Temporal.Instant): string => at.toString({ smallestUnit: 'second' }).replaceAll(':', '');

const isName = (name: string): boolean => /^\d{4}-\d\d-\d\dT\d{6}Z$/.test(name);

/** A backup that is being written: nothing has its name until `finish`. */
interface UnfinishedBackup {
  readonly folder: string;
  finish(): Promise<string>;
  giveUp(): Promise<void>;
}

/** Removes what runs left that were killed; the caller has the turn, so that no other run goes on. */
export async function beginBackup(backups: string, at: Temporal.Instant): Promise<UnfinishedBackup> {
  await mkdir(backups, { recursive: true, mode: 0o700 });
  for (const name of await readdir(backups)) {
    if (name.startsWith(unfinished)) await rm(join(backups, name), { recursive: true, force: true });
  }
  const folder = join(backups, `${unfinished}${nameAt(at)}`);
  await mkdir(folder, { mode: 0o700 });
  return {
    folder,
    async finish() {
      let name = nameAt(at);
      for (let later = at; existsSync(join(backups, name)); name = nameAt(later)) later = later.add({ seconds: 1 });
      await syncTree(folder);
      await rename(folder, join(backups, name));
      await syncFolder(backups);
      return join(backups, name);
    },
    giveUp: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Names reach the disk with their folders. */
async function syncTree(folder: string): Promise<void> {
  for (const one of await readdir(folder, { withFileTypes: true })) {
    if (one.isDirectory()) await syncTree(join(folder, one.name));
  }
  await syncFolder(folder);
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}

export interface BackupListed {
  readonly folder: string;
  readonly name: string;
  readonly isSealed: boolean;
}

/** The finished backups of a folder, the oldest first. */
export async function backupsIn(backups: string): Promise<readonly BackupListed[]> {
  const names = await readdir(backups).catch(() => []);
  return names
    .filter(isName)
    .sort()
    .map((name) => listed(join(backups, name), name));
}

/** One backup, by its own folder; undefined where there is none. */
export function backupAt(folder: string): BackupListed | undefined {
  const one = listed(folder, folder.split('/').at(-1) ?? folder);
  return one.isSealed || existsSync(join(folder, packedName('manifest.json', false))) ? one : undefined;
}

const listed = (folder: string, name: string): BackupListed => ({
  folder,
  name,
  isSealed: existsSync(join(folder, packedName('manifest.json', true))),
});

/** The log of one cluster, as far as it was copied after its base backups. */
const shippedSchema = z.object({
  timeline: z.number(),
  /** The last file of it. */
  segment: z.number(),
  /** Everything committed before this is in it. */
  completeAt: z.string(),
});

export type Shipped = z.output<typeof shippedSchema>;

export const logFolder = (backups: string, systemIdentifier: string): string => join(backups, 'wal', systemIdentifier);

export async function shippedOf(backups: string, systemIdentifier: string): Promise<Shipped | undefined> {
  const text = await readFile(join(logFolder(backups, systemIdentifier), 'shipped.json'), 'utf8').catch(() => '{}');
  return shippedSchema.safeParse(JSON.parse(text)).data;
}

/** The newest moment up to which any cluster's log was copied. */
export async function shippedOfAll(backups: string): Promise<Temporal.Instant | undefined> {
  const clusters = await readdir(join(backups, 'wal')).catch(() => []);
  const all = await Promise.all(clusters.map((one) => shippedOf(backups, one)));
  const moments = all.flatMap((one) => (one === undefined ? [] : [Temporal.Instant.from(one.completeAt)]));
  return moments.toSorted(Temporal.Instant.compare).at(-1);
}

export async function keepShipped(backups: string, systemIdentifier: string, shipped: Shipped): Promise<void> {
  const folder = logFolder(backups, systemIdentifier);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeWhole(join(folder, 'shipped.json'), `${JSON.stringify(shipped)}\n`, 0o600);
}

/** Which files of the log lie there, by the names that PostgreSQL gave them. */
export async function logFilesIn(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch(() => []);
  return names.flatMap((name) => /^([0-9A-F]{24})\.zst/.exec(name)?.[1] ?? []).sort();
}

export const removeLogFile = async (folder: string, name: string): Promise<void> => {
  for (const isSealed of [true, false]) await rm(join(folder, packedName(name, isSealed)), { force: true });
};

export const removeBackup = (folder: string): Promise<void> => rm(folder, { recursive: true, force: true });
