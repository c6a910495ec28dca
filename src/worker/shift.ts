import { EventEmitter } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { Logger, run, type Task, type TaskList, type WorkerEvents } from 'graphile-worker';
import type { DatabasePool } from '../store/database.ts';
import { isConnectionLost } from '../usecases/jobs/index.ts';
import { Gate } from './gate.ts';
import type { WorkerDeps } from './task.ts';

/** One run of graphile-worker, from its start until it is spoilt or stopped. */
export interface Shift {
  /** The name that graphile-worker writes on the jobs that it begins here. */
  readonly worker: string;
  /** No job is begun while it is shut; it is at first. */
  readonly gate: Gate;
  /**
   * Resolves with what went wrong where graphile-worker can no longer be trusted: it may have begun a job without hearing
   * of it, or not have been able to say how one ended. Such jobs stay locked for as long as this shift has its name.
   */
  readonly spoilt: Promise<string>;
  /**
   * Begins no job any more; resolves when those under way have ended, also where graphile-worker itself comes to no end: 0.18.0
   * counts two jobs whose ends it could not write as three, and waits for ever. Such jobs stay locked, as above.
   */
  finish(): Promise<void>;
}

/** So long after the last job under way has ended, graphile-worker may still write how it did. */
const patienceMs = 10_000;

/** Starts graphile-worker with its gate shut. */
export async function startShift(
  pool: DatabasePool['pool'],
  taskList: TaskList,
  {
    log,
    schedule,
    patience = patienceMs,
  }: { readonly log: WorkerDeps['log']; readonly schedule: readonly string[]; readonly patience?: number },
): Promise<Shift> {
  const gate = new Gate();
  const events: WorkerEvents = new EventEmitter();
  const spoilt = Promise.withResolvers<string>();
  const idle = idleness(events);
  const underWay = counted(taskList);
  let worker = '';
  let isStopping = false;
  events.on('pool:create', ({ workerPool }) => {
    worker = workerPool.id;
  });
  events.on('worker:getJob:error', ({ error }) => spoilt.resolve(messageOf(error)));
  events.on('pool:fatalError', ({ error }) => spoilt.resolve(messageOf(error)));
  // Those who wait there would wait for ever; behind it they learn that it is over.
  events.on('pool:gracefulShutdown', () => gate.open());
  const ending: GraphileConfig.Plugin = {
    name: 'caudal-ending',
    version: '1.0.0',
    worker: {
      middleware: {
        // Whatever ends it, graphile-worker included. A worker that is ended while it asks for a job, and then gets no
        // answer, would print a stack trace.
        async poolGracefulShutdown(next, { message }) {
          isStopping = true;
          spoilt.resolve(message);
          gate.shut();
          await idle();
          await next();
        },
      },
    },
  };
  const runner = await run({
    pgPool: pool,
    taskList: underWay.tasks,
    events,
    crontab: schedule.join('\n'),
    concurrency: 4,
    // Jobs are heard of by NOTIFY; the poll is for those whose time came.
    pollInterval: 1000,
    noHandleSignals: true,
    logger: loggerTo(log),
    // Asked before each job.
    forbiddenFlags: () => gate.pass().then(() => null),
    // By the default, what it cannot write about an ended job becomes an unhandled rejection, which ends the process.
    preset: { plugins: [ending], worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
  });
  const stop = async (): Promise<'ended'> => {
    if (!isStopping) await runner.stop();
    await runner.promise;
    return 'ended';
  };
  const end = async (): Promise<void> => {
    gate.shut();
    const waited = new AbortController();
    const tooLong = underWay.ended().then(() => pause(patience, 'too long' as const, { signal: waited.signal }));
    tooLong.catch(() => undefined);
    const how = await Promise.race([stop(), tooLong]).finally(() => waited.abort());
    if (how === 'too long') log.warn({ worker }, 'graphile-worker came to no end: its jobs are given back');
    underWay.close();
  };
  let ended: Promise<void> | undefined;
  return {
    worker,
    gate,
    spoilt: spoilt.promise,
    finish() {
      ended ??= end();
      return ended;
    },
  };
}

/** Tasks as they are, and a wait until none of them is under way; once closed, none is begun. */
function counted(tasks: TaskList): { readonly tasks: TaskList; ended(): Promise<void>; close(): void } {
  const underWay = new Set<Promise<unknown>>();
  let isClosed = false;
  const counting = (task: Task): Task =>
    async function counts(payload, helpers) {
      // Its answer came when nobody waited for it any more: the job is another's by now.
      if (isClosed) throw new Error('this shift is over');
      const done = Promise.resolve(task(payload, helpers)).finally(() => underWay.delete(done));
      underWay.add(done);
      return done;
    };
  return {
    tasks: Object.fromEntries(Object.entries(tasks).map(([name, task]) => [name, task && counting(task)])),
    async ended() {
      while (underWay.size > 0) await Promise.allSettled(underWay);
    },
    close() {
      isClosed = true;
    },
  };
}

/** A wait until no worker is asking for a job. */
function idleness(events: WorkerEvents): () => Promise<void> {
  let asking = 0;
  let isIdle = Promise.withResolvers<void>();
  isIdle.resolve();
  events.on('worker:getJob:start', () => {
    if (asking === 0) isIdle = Promise.withResolvers();
    asking += 1;
  });
  const answered = () => {
    asking -= 1;
    if (asking === 0) isIdle.resolve();
  };
  events.on('worker:getJob:empty', answered);
  events.on('worker:getJob:error', answered);
  events.on('job:start', answered);
  return () => isIdle.promise;
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** One line each, and none where all that it says is that the database is gone, which is said once for all. */
function loggerTo(log: WorkerDeps['log']): Logger {
  return new Logger((scope) => (level, message, meta) => {
    if (level !== 'error' && level !== 'warning') return;
    const error = meta['error'] ?? meta['fatalError'];
    const isLost = isConnectionLost(error);
    if (isLost && scope.jobId === undefined && meta['failure'] !== true) return;
    const [line = ''] = message.split('\n', 1);
    const where = error instanceof Error && !isLost ? { stack: error.stack } : {};
    const detail = { task: scope.taskIdentifier, job: scope.jobId, ...where };
    if (level === 'error' && !isLost) log.error(detail, line);
    else log.warn(detail, line);
  });
}
