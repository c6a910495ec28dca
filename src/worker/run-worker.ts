import { setTimeout as pause } from 'node:timers/promises';
import type { TaskList } from 'graphile-worker';
import { isTaskOffered } from '../domain/exchange/index.ts';
import type { DatabasePool } from '../store/database.ts';
import { type Pace, Presence, usualPace } from '../usecases/jobs/index.ts';
import { scheduleOf } from './schedule.ts';
import { type Shift, startShift } from './shift.ts';
import type { WorkerDeps } from './task.ts';
import { tasks } from './tasks/index.ts';

export interface RunningWorker {
  /** Takes no new job and lets those under way end. */
  stop(): Promise<void>;
  /** How long ago it last told the database that it lives; undefined before it ever did. */
  secondsSinceBeat(): number | undefined;
}

/** Every task as graphile-worker calls it. A job of what the CIS does, queued before it did, ends without doing it. */
export const taskListOf = (deps: WorkerDeps): TaskList =>
  Object.fromEntries(
    Object.entries({ ...tasks, ...deps.lodgersTasks }).map(([name, task]) => [
      name,
      (payload: unknown) => {
        if (isTaskOffered(deps.utility.billing.by, name)) return task(payload, deps, deps.clock());
        deps.log.info({ task: name }, 'left to the billing system');
        return Promise.resolve();
      },
    ]),
  );

/** Between a shift that was spoilt and the next; what spoilt it often goes on for a moment. */
const restartAfterMs = 500;

/** With the database away, work that waits for it is not waited for longer than this. */
const stopWithoutDatabaseMs = 10_000;

/**
 * Runs jobs until stopped, whatever the database does meanwhile. Several workers may run; each job goes to one of them, and
 * to another only when that one is dead.
 */
export async function runWorker(db: DatabasePool, deps: WorkerDeps, pace: Pace = usualPace): Promise<RunningWorker> {
  const { log } = deps;
  const taskList = taskListOf(deps);
  const stopping = new AbortController();
  /** The one that begins jobs, and those before it of which a job is still under way. */
  const shifts = new Set<Shift>();
  /** Only this one's gate is opened. */
  let current: Shift | undefined;
  let wasLost = false;
  const presence = new Presence(db, pace, {
    lost(reason) {
      wasLost = true;
      current?.gate.shut();
      log.warn({ reason }, 'the database is gone: no job is begun until it is back');
    },
    held() {
      if (wasLost) log.warn({}, 'the database is back');
      wasLost = false;
      current?.gate.open();
    },
    freed: (jobs) => log.warn({ jobs }, 'jobs of a worker that died are begun again'),
  });

  async function begin(): Promise<Shift> {
    await presence.connected();
    const shift = await startShift(db.pool, taskList, { log, schedule: scheduleOf(deps.utility.billing.by) });
    shifts.add(shift);
    current = shift;
    await presence.hold(shift.worker).catch(async (error: unknown) => {
      await shift.finish();
      throw error;
    });
    // Where the lock was lost since, `held` opens the gate.
    if (presence.isConnected && !stopping.signal.aborted) shift.gate.open();
    return shift;
  }

  /** Lets its jobs end, and gives back those that it may have begun without knowing. */
  async function end(shift: Shift): Promise<void> {
    await shift.finish();
    await presence.ended(shift.worker);
    shifts.delete(shift);
  }

  async function startAgain(): Promise<Shift | undefined> {
    while (!stopping.signal.aborted) {
      await pause(restartAfterMs, undefined, { signal: stopping.signal }).catch(() => undefined);
      try {
        if (!stopping.signal.aborted) return await begin();
      } catch (error) {
        log.warn(
          { reason: error instanceof Error ? error.message : String(error) },
          'the worker could not start again',
        );
      }
    }
    return undefined;
  }

  async function goOn(first: Shift): Promise<void> {
    for (let shift: Shift | undefined = first; shift !== undefined; ) {
      const reason = await shift.spoilt;
      current = undefined;
      if (stopping.signal.aborted) return;
      log.warn({ reason }, 'the worker starts again');
      // Where the process stops before, others find those jobs.
      end(shift).catch(() => undefined);
      shift = await startAgain();
      if (stopping.signal.aborted) return await shift?.finish();
    }
  }

  const first = await begin().catch(async (error: unknown) => {
    await presence.close();
    throw error;
  });
  const going = goOn(first);
  return {
    secondsSinceBeat: () => presence.secondsSinceBeat,
    async stop() {
      stopping.abort();
      current = undefined;
      const finished = Promise.all([...shifts].map((shift) => shift.finish())).then(() => going);
      const patience = presence.isConnected ? [] : [pause(stopWithoutDatabaseMs, undefined, { ref: false })];
      await Promise.race([finished, ...patience]);
      await presence.close();
    },
  };
}
