import { Logger, run, type TaskList } from 'graphile-worker';
import type { DatabasePool } from '../store/database.ts';
import { joinWorkers } from '../usecases/jobs/index.ts';
import { schedule } from './schedule.ts';
import type { WorkerDeps } from './task.ts';
import { tasks } from './tasks/index.ts';

export interface RunningWorker {
  /** Takes no new job and lets those under way end. */
  stop(): Promise<void>;
}

/** Every task as graphile-worker calls it. */
export const taskListOf = (deps: WorkerDeps): TaskList =>
  Object.fromEntries(
    Object.entries({ ...tasks, ...deps.lodgersTasks }).map(([name, task]) => [
      name,
      (payload: unknown) => task(payload, deps, deps.clock()),
    ]),
  );

/** Runs jobs until stopped. Several workers may run; each job goes to one. */
export async function runWorker(db: DatabasePool, deps: WorkerDeps): Promise<RunningWorker> {
  const taskList = taskListOf(deps);
  const worker = await joinWorkers(db);
  if (worker.freed > 0) deps.log.warn({ jobs: worker.freed }, 'jobs of a worker that died are begun again');
  const runner = await run({
    pgPool: db.pool,
    taskList,
    crontab: schedule.join('\n'),
    concurrency: 4,
    // Jobs are heard of by NOTIFY; the poll is for those whose time came.
    pollInterval: 1000,
    noHandleSignals: true,
    logger: new Logger((scope) => (level, message) => {
      if (level === 'error') deps.log.error({ task: scope.taskIdentifier, job: scope.jobId }, message);
      else if (level === 'warning') deps.log.warn({ task: scope.taskIdentifier, job: scope.jobId }, message);
    }),
  });
  return {
    async stop() {
      await runner.stop();
      worker.leave();
    },
  };
}
