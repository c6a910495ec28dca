import type { Problem, Result } from '../../domain/kernel/index.ts';
import { watchedFolder } from '../../gateways/watched-folder.ts';
import type { Database } from '../../store/database.ts';
import { type AckFileReport, importAcknowledgement } from './import-acknowledgement.ts';

/** The folder that we share with the billing system: its files lie in it, ours go to `out` within it. */
export interface ExchangePlace {
  readonly folder: string;
  /** Files have the machine's own time, whatever a demo's clock says. */
  readonly wallClock: () => Temporal.Instant;
  readonly say: (problem: Problem) => string;
  /** Where the mappings of other layouts are that come with the project. */
  readonly mappingsFolder: string;
}

export interface WatchedAck {
  readonly file: string;
  readonly taken: Result<AckFileReport, Problem>;
}

/** `ack-….csv` files that the billing system has put into the folder; each moves to `done` or `refused` when it was taken. */
export async function importWatchedAcknowledgements(
  db: Database,
  place: Omit<ExchangePlace, 'mappingsFolder'> & { readonly now: Temporal.Instant },
): Promise<readonly WatchedAck[]> {
  const { folder, wallClock, say, now } = place;
  const watched = watchedFolder(folder);
  const outcomes: WatchedAck[] = [];
  for (const file of await watched.settled(wallClock())) {
    if (!/^ack-.*\.csv$/i.test(file.split(/[\\/]/).at(-1) ?? '')) continue;
    const taken = await importAcknowledgement(db, file, { now, say });
    await watched.moveTo(taken.ok ? 'done' : 'refused', file);
    outcomes.push({ file, taken });
  }
  return outcomes;
}
