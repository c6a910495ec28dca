import { availableParallelism } from 'node:os';
import { threadFile } from './thread-file.ts';
import { openThreadPool } from './thread-pool.ts';
import { CannotBeSet, type Typst, type TypstAsked, type TypstPlace } from './typst.ts';

/** More documents are asked for at once than can be made soon. */
export class DocumentsBusy extends Error {}

export interface TypstThreads extends Typst {
  /** Lets those that are being made end. */
  close(): Promise<void>;
}

/** A document takes 30 ms; the last of so many waits for some seconds on one core. */
const maxWaiting = 100;

/** A thread that nobody needed for so long gives its memory back: 130 MB, fonts included. */
const idleMs = 60_000;

/**
 * Makes documents in threads beside the one that answers requests, which none of them holds up. None is started before it is
 * needed.
 */
export function openTypstThreads(place: TypstPlace, threads = availableParallelism()): TypstThreads {
  const pool = openThreadPool({
    filename: threadFile('typst-thread', import.meta.url),
    workerData: place,
    maxThreads: threads,
    maxQueue: maxWaiting,
    idleTimeout: idleMs,
  });
  return {
    threads,
    async pdf(template, data) {
      const asked: TypstAsked = { template, data };
      if (pool.waiting >= maxWaiting) throw new DocumentsBusy(`${maxWaiting} documents wait already`);
      try {
        return (await pool.run(asked)) as Uint8Array<ArrayBuffer>;
      } catch (error) {
        throw CannotBeSet.from(error) ?? error;
      }
    },
    close: () => pool.close(),
  };
}
