import { freeBytes } from '../../gateways/disk-space.ts';
import type { Database } from '../../store/database.ts';
import { lastMigration, queueStanding, secondsSinceBeat } from '../../store/health/index.ts';

/** Which of Caudal's processes one is. */
export type ProcessKind = 'web' | 'worker' | 'both';

export interface ReadinessAsked {
  readonly process: ProcessKind;
  /** Where this process writes: the log, print batches, the embedded PostgreSQL. */
  readonly folders: readonly string[];
  readonly minFreeBytes: number;
  /** The last migration that this program knows. */
  readonly migration: string;
  /** Of a worker in this process: how long ago it told the database that it lives. */
  readonly secondsSinceOwnBeat: (() => number | undefined) | undefined;
}

export interface Readiness {
  readonly process: ProcessKind;
  readonly isReady: boolean;
  readonly database: 'ok' | 'away';
  readonly migrations: 'ok' | 'behind' | 'unknown';
  /** `late`: jobs are not begun. Portal and console go on without; it makes only a worker unready. */
  readonly worker: 'ok' | 'late' | 'unknown';
  readonly workerSeconds: number | undefined;
  readonly queue: 'ok' | 'late' | 'unknown';
  readonly queueSeconds: number | undefined;
  readonly waiting: number | undefined;
  readonly dead: number | undefined;
  /** `low`: little enough room that what is taken now might not be kept. */
  readonly disk: 'ok' | 'low';
  readonly freeBytes: number;
}

/** A worker says every five seconds that it lives. */
const maxBeatSeconds = 60;

/** Jobs are begun within a second of their time; a bill run of a large utility takes minutes. */
const maxQueueSeconds = 15 * 60;

/**
 * Whether this process can do its work now. `db` is to answer within seconds or fail. The disk counts before it is full: a
 * balancer stops sending visitors here while what they sent last can still be kept.
 */
export async function readiness(db: Database, asked: ReadinessAsked): Promise<Readiness> {
  const free = Math.min(...(await Promise.all(asked.folders.map(roomIn))));
  const found = await databaseStanding(db).catch(() => undefined);
  const beat = asked.secondsSinceOwnBeat === undefined ? found?.beat : asked.secondsSinceOwnBeat();
  const standing = {
    process: asked.process,
    database: found === undefined ? 'away' : 'ok',
    migrations: found === undefined ? 'unknown' : (found.migration ?? '') < asked.migration ? 'behind' : 'ok',
    worker: found === undefined ? 'unknown' : beat === undefined || beat > maxBeatSeconds ? 'late' : 'ok',
    workerSeconds: beat,
    queue: found === undefined ? 'unknown' : found.queue.oldestSeconds > maxQueueSeconds ? 'late' : 'ok',
    queueSeconds: found?.queue.oldestSeconds,
    waiting: found?.queue.waiting,
    dead: found?.queue.dead,
    disk: free < asked.minFreeBytes ? 'low' : 'ok',
    freeBytes: free,
  } as const;
  const works = asked.process === 'web' || (standing.worker === 'ok' && standing.queue === 'ok');
  const isReady = standing.database === 'ok' && standing.migrations === 'ok' && standing.disk === 'ok' && works;
  return { ...standing, isReady };
}

const databaseStanding = async (db: Database) => ({
  migration: await lastMigration(db),
  beat: await secondsSinceBeat(db),
  queue: await queueStanding(db),
});

/** A folder that cannot even be looked at has no room for us. */
const roomIn = (folder: string): Promise<number> => freeBytes(folder).catch(() => 0);
