import { type Metrics, openMetrics } from '../gateways/metrics.ts';
import type { DatabasePool } from '../store/database.ts';
import { type Figures, figures, type Readiness } from '../usecases/health/index.ts';

/** Counting whole tables is not for every scrape. */
const keepFiguresMs = 60_000;

const none: Figures = {
  ...{ deadJobs: [], notices: [], payments: [], drafts: [], billRun: [] },
  ...{ readsImported: 0, databaseBytes: 0 },
};

/** The metrics of this process. With the database away they go on, without what only it knows. */
export function openProcessMetrics({
  db,
  pools,
  standing,
}: {
  readonly db: DatabasePool;
  readonly pools: Readonly<Record<string, DatabasePool>>;
  readonly standing: () => Promise<Readiness>;
}): Metrics {
  const kept = keptFor(keepFiguresMs, () => figures(db).catch(() => none));
  const now = keptFor(1000, standing);
  const one = (count: number | undefined) => (count === undefined ? [] : [{ labels: {}, count }]);
  const counted = (name: string, help: string, labels: readonly string[], of: (all: Figures) => Figures['drafts']) => ({
    ...{ name, help, labels },
    read: async () => of(await kept()),
  });
  return openMetrics([
    {
      name: 'caudal_pool_connections',
      help: 'Connections of each pool: open, idle, and how many wait for one',
      labels: ['pool', 'state'],
      read: () =>
        Object.entries(pools).flatMap(([pool, { pool: of }]) => [
          { labels: { pool, state: 'open' }, count: of.totalCount },
          { labels: { pool, state: 'idle' }, count: of.idleCount },
          { labels: { pool, state: 'waited-for' }, count: of.waitingCount },
        ]),
    },
    {
      name: 'caudal_ready',
      help: '1 where /readyz says yes',
      labels: ['process'],
      read: async () => [{ labels: { process: (await now()).process }, count: (await now()).isReady ? 1 : 0 }],
    },
    {
      name: 'caudal_disk_free_bytes',
      help: 'Room where this process writes, the least of its folders',
      labels: [],
      read: async () => one((await now()).freeBytes),
    },
    {
      name: 'caudal_jobs_waiting',
      help: 'Jobs whose time has come and that nobody has begun',
      labels: [],
      read: async () => one((await now()).waiting),
    },
    {
      name: 'caudal_job_oldest_seconds',
      help: 'How long the first of them has waited',
      labels: [],
      read: async () => one((await now()).queueSeconds),
    },
    {
      name: 'caudal_worker_beat_seconds',
      help: 'How long ago a worker last said that it lives',
      labels: [],
      read: async () => one((await now()).workerSeconds),
    },
    counted('caudal_dead_jobs', 'Jobs whose tries are used up', ['task'], (all) => all.deadJobs),
    counted('caudal_notices', 'Notices by channel and state', ['channel', 'state'], (all) => all.notices),
    counted('caudal_payments', 'Payments by channel and state', ['channel', 'state'], (all) => all.payments),
    counted('caudal_drafts', 'Drafts of autopay by state', ['state'], (all) => all.drafts),
    counted('caudal_bill_run_bills', 'Bills of the newest run by state', ['state'], (all) => all.billRun),
    counted('caudal_reads_imported', 'Reads taken in from files', [], (all) => one(all.readsImported)),
    counted('caudal_database_bytes', 'What the database takes on its disk', [], (all) => one(all.databaseBytes)),
  ]);
}

/** Asks again once what it was told is older than `milliseconds`; those who ask meanwhile share one answer. */
function keptFor<Value>(milliseconds: number, ask: () => Promise<Value>): () => Promise<Value> {
  let asked = Number.NEGATIVE_INFINITY;
  let answer: Promise<Value> | undefined;
  return () => {
    if (answer === undefined || performance.now() - asked > milliseconds) {
      asked = performance.now();
      answer = ask();
    }
    return answer;
  };
}
