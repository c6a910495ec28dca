import type { Database } from '../database.ts';

/** So many of one kind. */
interface Counted {
  readonly labels: Readonly<Record<string, string>>;
  readonly count: number;
}

/** What operators plot. No account, person or address is in any of it. */
export interface Figures {
  readonly deadJobs: readonly Counted[];
  readonly notices: readonly Counted[];
  readonly payments: readonly Counted[];
  readonly drafts: readonly Counted[];
  /** Bills of the newest run, by where they are. */
  readonly billRun: readonly Counted[];
  readonly readsImported: number;
  readonly databaseBytes: number;
}

/** Counts whole tables: some seconds for a large utility, so a minute's answer is kept by those who ask. */
export async function figures(db: Database): Promise<Figures> {
  const counted = async (sql: string, ...names: readonly string[]): Promise<readonly Counted[]> =>
    (await db.query<Record<string, string | number>>(sql)).map((row) => ({
      labels: Object.fromEntries(names.map((name) => [name, String(row[name])])),
      count: Number(row['count']),
    }));
  const [sums] = await db.query<{ reads: number; bytes: number }>(
    `select coalesce(sum((report -> 'tally' ->> 'fresh')::bigint), 0)::bigint as reads,
       pg_database_size(current_database()) as bytes
     from reads_import where finished_at is not null`,
  );
  return {
    deadJobs: await counted(
      `select task_identifier as task, count(*) from graphile_worker.jobs
       where attempts >= max_attempts and locked_at is null group by task_identifier`,
      'task',
    ),
    notices: await counted(
      'select channel, state, count(*) from notice group by channel, state order by channel, state',
      'channel',
      'state',
    ),
    payments: await counted('select channel, state, count(*) from payment group by channel, state', 'channel', 'state'),
    drafts: await counted('select state, count(*) from autopay_draft group by state order by state', 'state'),
    billRun: await counted(
      `select state, count(*) from bill where bill_run_id = (select max(id) from bill_run) group by state order by state`,
      'state',
    ),
    readsImported: sums?.reads ?? 0,
    databaseBytes: sums?.bytes ?? 0,
  };
}
