import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { present } from '../../domain/kernel/index.ts';
import { endLeftServer, startRecovering } from '../../gateways/backup/recovering-server.ts';
import { isOfCluster, unpackCluster } from '../../gateways/backup/unpack-cluster.ts';
import { startEmbeddedPostgres } from '../../gateways/embedded-postgres.ts';
import { type BackupFigures, backupFigures, bookFigures } from '../../store/backup/index.ts';
import type { DatabasePool } from '../../store/database.ts';
import { checkBackup } from './back-up.ts';
import type { BackupPlace } from './backup-place.ts';
import { type ChosenBackup, chooseBackup } from './choose-backup.ts';
import { besidePath } from './contents.ts';
import { loadDump } from './load-dump.ts';
import { recovered } from './recover.ts';

/** What a restored table says otherwise than the backup did. */
interface TableDiffers {
  readonly table: string;
  readonly rowsThen: number;
  readonly rowsNow: number;
}

export interface Drilled {
  readonly backup: string;
  readonly tables: number;
  readonly rows: number;
  /** False where the backup has no figures: somebody wrote all the while. */
  readonly isCompared: boolean;
  readonly differs: readonly TableDiffers[];
  readonly balancesDiffer: boolean;
  readonly books: BackupFigures['books'];
  /** The newest moment that could be restored, and how old it was when the drill began. */
  readonly completeAt: Temporal.Instant;
  readonly rpoSeconds: number;
  /** From nothing to a server that answers, without the comparison. */
  readonly rtoSeconds: number;
  readonly comparedInSeconds: number;
}

/** Restores the newest backup into a server of its own and compares it with what was written down when it was made. */
export async function drill(
  place: BackupPlace,
  { name, scratch, now, clock, variables }: DrillAsked,
): Promise<Drilled> {
  const chosen = await chooseBackup(place, present({ name }));
  const folder = join(scratch, 'postgres');
  await endLeftServer(folder);
  await rm(scratch, { recursive: true, force: true });
  await mkdir(scratch, { recursive: true, mode: 0o711 });
  try {
    const way = isOfCluster(chosen.manifest) ? drillCluster : drillDump;
    const found = await way(place, { chosen, folder, clock, variables });
    const then = chosen.manifest.figures;
    return {
      backup: chosen.listed.name,
      tables: found.figures?.tables.length ?? 0,
      rows: (found.figures?.tables ?? []).reduce((sum, { rows }) => sum + rows, 0),
      isCompared: then !== undefined,
      differs: then === undefined || found.figures === undefined ? [] : differences(then, found.figures),
      balancesDiffer: then !== undefined && JSON.stringify(then.books) !== JSON.stringify(found.figures?.books),
      books: found.books,
      completeAt: found.completeAt,
      rpoSeconds: Math.max(0, Math.round(now.since(found.completeAt).total('seconds'))),
      rtoSeconds: found.restoredInSeconds,
      comparedInSeconds: found.comparedInSeconds,
    };
  } finally {
    await endLeftServer(folder);
    await rm(scratch, { recursive: true, force: true });
  }
}

interface DrillAsked {
  /** Which backup; else the newest. */
  readonly name?: string;
  /** A folder for the server that is thrown away. */
  readonly scratch: string;
  readonly now: Temporal.Instant;
  /** Seconds that went by. */
  readonly clock: () => number;
  readonly variables: Readonly<Record<string, string | undefined>>;
}

interface DrillStep extends Pick<DrillAsked, 'clock' | 'variables'> {
  readonly chosen: ChosenBackup;
  readonly folder: string;
}

interface Found {
  readonly figures: BackupFigures | undefined;
  readonly books: BackupFigures['books'];
  readonly completeAt: Temporal.Instant;
  readonly restoredInSeconds: number;
  readonly comparedInSeconds: number;
}

async function drillCluster(place: BackupPlace, { chosen, folder, clock }: DrillStep): Promise<Found> {
  const { manifest, listed, key } = chosen;
  if (!isOfCluster(manifest)) throw new Error('a dump has no data folder');
  const { database } = manifest;
  const began = clock();
  const { completeAt } = await unpackCluster(listed, { manifest, place, key, into: folder });
  const at = { password: database.password };
  let figures: BackupFigures | undefined;
  let comparedInSeconds = 0;
  if (manifest.figures !== undefined) {
    const paused = await startRecovering(folder, { ...at, to: { mark: database.mark } });
    const db = await recovered(paused, folder, 'mark');
    const before = clock();
    figures = await allFigures(db);
    comparedInSeconds = clock() - before;
    await db.close();
    await paused.stop();
  }
  const server = await startRecovering(folder, { ...at, to: 'end' });
  const db = await recovered(server, folder, 'end');
  const restoredInSeconds = clock() - began - comparedInSeconds;
  const books = await bookFigures(db);
  await db.close();
  await server.stop();
  // What is beside the database is read too: a drill that leaves it out would find the secret missing on the day.
  await checkBackup(listed.folder, besideDatabase(manifest), key);
  return { figures, books, completeAt, restoredInSeconds, comparedInSeconds };
}

async function drillDump(_: BackupPlace, { chosen, folder, clock, variables }: DrillStep): Promise<Found> {
  const { manifest, listed, key } = chosen;
  const began = clock();
  const server = await startEmbeddedPostgres({ folder });
  const db = await loadDump({ chosen, server, variables });
  const restoredInSeconds = clock() - began;
  const before = clock();
  const figures = await allFigures(db);
  const comparedInSeconds = clock() - before;
  await db.close();
  await server.stop();
  await checkBackup(listed.folder, besideDatabase(manifest), key);
  const completeAt = Temporal.Instant.from(manifest.completeAt);
  return { figures, books: figures.books, completeAt, restoredInSeconds, comparedInSeconds };
}

const besideDatabase = (manifest: ChosenBackup['manifest']): ChosenBackup['manifest'] => ({
  ...manifest,
  files: Object.fromEntries(Object.entries(manifest.files).filter(([path]) => path === besidePath)),
});

const allFigures = (db: DatabasePool): Promise<BackupFigures> => db.transaction((tx) => backupFigures(tx));

function differences(then: BackupFigures, now: BackupFigures): readonly TableDiffers[] {
  const found = new Map(now.tables.map((one) => [one.table, one]));
  const gone = then.tables.flatMap((one) => {
    const again = found.get(one.table);
    found.delete(one.table);
    return again?.rows === one.rows && again.hash === one.hash
      ? []
      : [{ table: one.table, rowsThen: one.rows, rowsNow: again?.rows ?? 0 }];
  });
  return [...gone, ...[...found.values()].map(({ table, rows }) => ({ table, rowsThen: 0, rowsNow: rows }))];
}
