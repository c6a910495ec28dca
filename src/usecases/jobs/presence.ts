import { setTimeout as pause } from 'node:timers/promises';
import type { DatabasePool, DatabaseSession } from '../../store/database.ts';
import {
  freeJobsOf,
  freeJobsOfDead,
  keepBeat,
  lockWorker,
  unlockWorker,
  workersWithoutLock,
} from '../../store/live-workers.ts';

export interface Pace {
  /** Between two looks at who is alive. */
  readonly lookEveryMs: number;
  /** So many looks one after another must find a worker without its lock before its jobs are given to others. */
  readonly deadAfterLooks: number;
}

/** Of those, so many since the database was last away: everybody loses their locks then, and takes them again. */
const looksSinceAway = 3;

/**
 * Half a minute without its lock, and a worker is dead. One that lost only its connection has it back within two seconds,
 * so that nobody runs its jobs beside it.
 */
export const usualPace: Pace = { lookEveryMs: 5000, deadAfterLooks: 7 };

/** What a presence tells the worker that it belongs to. */
export interface PresenceEvents {
  /** Our locks are gone: no new job until they are back. */
  lost(reason: string): void;
  /** Our locks are held, at first and after each loss. */
  held(): void;
  /** So many jobs that dead workers had begun may be begun again. */
  freed(jobs: number): void;
}

/** Longer without our locks than this, and work that waits for the database is broken off, well before others take it up. */
const cutOffAfterMs = 15_000;

/**
 * This process among those that work jobs: holds a lock for each worker of ours, takes it again when the connection was
 * lost, and frees the jobs of workers that died.
 */
export class Presence {
  readonly #db: DatabasePool;
  readonly #pace: Pace;
  readonly #events: PresenceEvents;
  readonly #names = new Set<string>();
  readonly #closing = new AbortController();
  readonly #ended: Promise<void>;
  #connected = Promise.withResolvers<DatabaseSession>();
  #isConnected = false;
  /** At how many looks one after another these were without their lock. */
  #missing = new Map<string, number>();
  #cutOff: NodeJS.Timeout | undefined;
  #lookedAt: number | undefined;

  constructor(db: DatabasePool, pace: Pace, events: PresenceEvents) {
    this.#db = db;
    this.#pace = pace;
    this.#events = events;
    // Nobody may be waiting for the connection when it turns out that there will be none.
    this.#connected.promise.catch(() => undefined);
    this.#ended = this.#live();
  }

  /** Resolves when the worker's lock is held; from then on it is taken again after every loss. */
  async hold(worker: string): Promise<void> {
    this.#names.add(worker);
    await this.#persist((session) => lockWorker(session, worker));
  }

  /** Says that this worker of ours has ended: what it had begun is free, its lock as well. */
  async ended(worker: string): Promise<number> {
    const jobs = await this.#persist((session) => freeJobsOf(session, worker));
    this.#names.delete(worker);
    await this.#persist((session) => unlockWorker(session, worker));
    return jobs;
  }

  /** Whether our locks are held, as far as we know. */
  get isConnected(): boolean {
    return this.#isConnected;
  }

  /** How long ago the database last heard from us; undefined before it ever did. */
  get secondsSinceBeat(): number | undefined {
    return this.#lookedAt === undefined ? undefined : (performance.now() - this.#lookedAt) / 1000;
  }

  /** Resolves when the database can be reached and all our locks are held. */
  async connected(): Promise<void> {
    await this.#connected.promise;
  }

  async close(): Promise<void> {
    this.#closing.abort();
    clearTimeout(this.#cutOff);
    await this.#ended;
  }

  /** Does it on the connection there is, and again on the next one where that breaks. */
  async #persist<Value>(work: (session: DatabaseSession) => Promise<Value>): Promise<Value> {
    for (;;) {
      const session = await this.#connected.promise;
      try {
        return await work(session);
      } catch {
        session.end();
        await session.ended;
        await pause(20);
      }
    }
  }

  async #live(): Promise<void> {
    for (let tries = 0; !this.#isClosing; tries += 1) {
      const session = await this.#connect().catch(() => undefined);
      if (session !== undefined) {
        tries = 0;
        const why = await this.#watch(session);
        session.end();
        this.#forget();
        if (!this.#isClosing) {
          this.#cutOff = setTimeout(() => this.#db.cutOff(), cutOffAfterMs);
          this.#events.lost(why);
        }
      }
      await this.#wait(Math.min(100 * 2 ** tries, 2000));
    }
    this.#connected.reject(new Error('the worker stops'));
  }

  async #connect(): Promise<DatabaseSession> {
    const session = await this.#db.openSession();
    try {
      for (const worker of this.#names) await lockWorker(session, worker);
    } catch (error) {
      session.end();
      throw error;
    }
    clearTimeout(this.#cutOff);
    this.#isConnected = true;
    this.#connected.resolve(session);
    this.#events.held();
    return session;
  }

  #forget(): void {
    this.#isConnected = false;
    this.#connected = Promise.withResolvers();
    this.#connected.promise.catch(() => undefined);
  }

  /** Looks again and again who is alive, until the connection breaks; why it did. */
  async #watch(session: DatabaseSession): Promise<string> {
    let isOver = false;
    const over = session.ended.then(() => {
      isOver = true;
    });
    for (let looks = 1; !isOver && !this.#isClosing; looks += 1) {
      try {
        await keepBeat(session, [...this.#names]);
        const now = await workersWithoutLock(session);
        this.#lookedAt = performance.now();
        this.#missing = new Map(now.map((worker) => [worker, (this.#missing.get(worker) ?? 0) + 1]));
        const dead = now.filter((worker) => (this.#missing.get(worker) ?? 0) >= this.#pace.deadAfterLooks);
        if (dead.length > 0 && looks > looksSinceAway) {
          const jobs = await freeJobsOfDead(session, dead);
          if (jobs > 0) this.#events.freed(jobs);
        }
      } catch (error) {
        return error instanceof Error ? error.message : String(error);
      }
      await Promise.race([this.#wait(this.#pace.lookEveryMs), over]);
    }
    return 'the connection ended';
  }

  async #wait(milliseconds: number): Promise<void> {
    await pause(milliseconds, undefined, { signal: this.#closing.signal }).catch(() => undefined);
  }

  get #isClosing(): boolean {
    return this.#closing.signal.aborted;
  }
}
