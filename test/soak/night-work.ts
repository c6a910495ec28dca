import { Logger, runOnce, type TaskList } from 'graphile-worker';
import type { SeededChance } from '../../bench/support/seeded-chance.ts';
import type { Utility } from '../../src/config/utility.ts';
import { sandboxProcessor } from '../../src/demo/usecases/sandbox-processor/index.ts';
import type { Mailer } from '../../src/gateways/mail.ts';
import type { DatabasePool } from '../../src/store/database.ts';
import { enqueue } from '../../src/store/jobs.ts';
import { taskListOf } from '../../src/worker/run-worker.ts';
import { scheduleOf } from '../../src/worker/schedule.ts';
import type { WorkerDeps } from '../../src/worker/task.ts';
import { dyingDatabase } from '../exchange/dying-database.ts';
import { sandboxForTests } from '../support/paying.ts';
import { workerDeps } from '../support/worker-deps.ts';
import { Spent } from './spent.ts';

/** What asks somebody outside of this machine. */
const leftOut: ReadonlySet<string> = new Set(['fetch-weather']);

/** The worker of a soaked utility: everything of its timetable, and what waits, by the clock that it is given. */
export class NightWork {
  mails = 0;
  restarts = 0;
  /** Milliseconds by the clock that each task took. */
  readonly spent = new Spent();
  readonly #utility: Utility;
  readonly #outbox: string;
  #deps: Promise<WorkerDeps> | undefined;
  #now = Temporal.Instant.fromEpochMilliseconds(0);

  constructor({ utility, outbox }: { readonly utility: Utility; readonly outbox: string }) {
    this.#utility = utility;
    this.#outbox = outbox;
  }

  /** Takes up the work on another database, as after a restore. */
  changed(): void {
    this.#deps = undefined;
  }

  /**
   * Begins every task that the clock begins, and does all that waits. By chance the worker is killed before one of its statements,
   * and another takes its jobs up.
   */
  async run(db: DatabasePool, now: Temporal.Instant, kills?: SeededChance): Promise<void> {
    this.#now = now;
    for (const line of scheduleOf(this.#utility.billing.by)) {
      const task = line.split(' ')[5] ?? '';
      if (!leftOut.has(task)) await enqueue(db, { task, key: `by-the-clock:${task}` });
    }
    await this.drain(db, kills);
  }

  /** Does all that waits. */
  async drain(db: DatabasePool, kills?: SeededChance): Promise<void> {
    const deps = await this.#depsOf(db);
    const nth = kills?.happens(1 / 4) ? kills.whole(1, 250) : undefined;
    if (nth !== undefined) {
      this.restarts += 1;
      await this.#work(db, { ...deps, db: dyingDatabase(db, nth) });
      // What the dead worker had begun is free at once, as where another one notices.
      await db.query(
        'update graphile_worker._private_jobs set run_at = now(), attempts = 0, locked_at = null, locked_by = null',
      );
    }
    await this.#work(db, deps);
  }

  /** Jobs that failed by themselves, each with what it said. */
  async failures(db: DatabasePool): Promise<readonly string[]> {
    const rows = await db.query<{ task: string; error: string }>(
      `select t.identifier as task, j.last_error as error from graphile_worker._private_jobs j
       join graphile_worker._private_tasks t on t.id = j.task_id where j.last_error is not null and j.attempts > 0`,
    );
    return rows.map(({ task, error }) => `${task} failed: ${error.split('\n')[0]}`);
  }

  #depsOf(db: DatabasePool): Promise<WorkerDeps> {
    const mailer: Mailer = {
      send: async () => {
        this.mails += 1;
      },
      close: () => undefined,
    };
    this.#deps ??= workerDeps(db, { mailer, now: this.#now, outbox: this.#outbox }).then((deps) => ({
      ...deps,
      utility: this.#utility,
      notices: { ...deps.notices, utility: this.#utility },
      documents: { ...deps.documents, utility: this.#utility },
      processor: sandboxProcessor(sandboxForTests(db)),
      clock: () => this.#now,
      log: { ...deps.log, error: () => undefined },
    }));
    return this.#deps;
  }

  async #work(db: DatabasePool, deps: WorkerDeps): Promise<void> {
    const taskList: TaskList = {};
    for (const [name, task] of Object.entries(taskListOf(deps))) {
      taskList[name] = (payload, helpers) =>
        this.spent.on(name, async () => {
          await task?.(payload, helpers);
        });
    }
    await runOnce({
      ...{ pgPool: db.pool, taskList, noHandleSignals: true, concurrency: 1 },
      logger: new Logger(() => () => undefined),
    });
  }
}
