import { type Problem, present } from '../../../domain/kernel/index.ts';
import { watchedFolder } from '../../../gateways/watched-folder.ts';
import type { Database } from '../../../store/database.ts';
import { importReadsFile, type ReadsFileReport, type ReadsFileRequest } from './import-reads-file.ts';

export interface WatchedReadsPlace {
  readonly folder: string;
  /** The real time, by which the age of files is told: the worker's own clock may pretend another. */
  readonly wallClock: () => Temporal.Instant;
  readonly say: (problem: Problem) => string;
}

export interface WatchedReads
  extends WatchedReadsPlace,
    Pick<ReadsFileRequest, 'utilityFolder' | 'zone' | 'review' | 'now'> {}

export interface WatchedOutcome {
  readonly file: string;
  readonly report?: ReadsFileReport;
  readonly problems?: readonly Problem[];
}

/**
 * Takes in what head-ends have put into the watched folder: a file goes to `done`, one that is no file of reads to
 * `refused`. Killed between the import and the move, the next run finds that the file went in before, and moves it.
 */
export async function importWatchedReads(db: Database, watched: WatchedReads): Promise<readonly WatchedOutcome[]> {
  const folder = watchedFolder(watched.folder);
  const mappingFile = await folder.mapping();
  const outcomes: WatchedOutcome[] = [];
  for (const path of await folder.settled(watched.wallClock())) {
    const imported = await importReadsFile(db, path, {
      ...{ format: 'auto', utilityFolder: watched.utilityFolder, zone: watched.zone, now: watched.now, by: 'folder' },
      ...{ dryRun: false, addMeters: false, review: watched.review, say: watched.say },
      ...present({ mappingFile }),
    });
    await folder.moveTo(imported.ok ? 'done' : 'refused', path);
    outcomes.push(imported.ok ? { file: path, report: imported.value } : { file: path, problems: imported.problem });
  }
  return outcomes;
}
