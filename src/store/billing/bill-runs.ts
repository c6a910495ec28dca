import type { RunState } from '../../domain/billing/index.ts';
import type { Problem } from '../../domain/kernel/index.ts';
import type { Database } from '../database.ts';

export interface BillRun {
  readonly id: number;
  readonly cycle: string;
  readonly readThrough: Temporal.PlainDate;
  readonly issuedOn: Temporal.PlainDate;
  readonly dueOn: Temporal.PlainDate;
  readonly supplement: number;
  readonly state: RunState;
}

interface RunRow {
  readonly id: number;
  readonly billing_cycle: string;
  readonly read_through: Temporal.PlainDate;
  readonly issued_on: Temporal.PlainDate;
  readonly due_on: Temporal.PlainDate;
  readonly supplement: number;
  readonly state: RunState;
}

const runColumns = 'id, billing_cycle, read_through, issued_on, due_on, supplement, state';

const toRun = (row: RunRow): BillRun => ({
  id: row.id,
  cycle: row.billing_cycle,
  readThrough: row.read_through,
  issuedOn: row.issued_on,
  dueOn: row.due_on,
  supplement: row.supplement,
  state: row.state,
});

/** The accounts whose id leaves `number` when divided by `of`: lanes of a run never meet, so they are worked at once. */
export interface Lane {
  readonly number: number;
  readonly of: number;
}

/** Locks the cycle and date until the transaction ends: two runs of them begin one after the other. */
export async function lockCycle(tx: Database, cycle: string, readThrough: Temporal.PlainDate): Promise<void> {
  await takeTurns(tx, `bill-run ${cycle} ${readThrough}`);
}

/** Locks the lane until the transaction ends, against every process that bills or posts it. */
export async function lockLane(tx: Database, work: string, lane: Lane): Promise<void> {
  await takeTurns(tx, `${work} lane ${lane.number}/${lane.of}`);
}

async function takeTurns(tx: Database, name: string): Promise<void> {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [name]);
}

/** The cycle's last run for the date, whatever became of it. */
export async function lastRun(
  db: Database,
  cycle: string,
  readThrough: Temporal.PlainDate,
): Promise<BillRun | undefined> {
  const rows = await db.query<RunRow>(
    `select ${runColumns} from bill_run
     where billing_cycle = $1 and read_through = $2 order by supplement desc limit 1`,
    [cycle, readThrough],
  );
  return rows.map(toRun)[0];
}

export async function findRun(db: Database, id: number): Promise<BillRun | undefined> {
  const rows = await db.query<RunRow>(`select ${runColumns} from bill_run where id = $1`, [id]);
  return rows.map(toRun)[0];
}

/** Keeps the run from being posted or thrown away until the transaction ends; several may. */
export async function shareRun(tx: Database, id: number): Promise<BillRun | undefined> {
  const rows = await tx.query<RunRow>(`select ${runColumns} from bill_run where id = $1 for share`, [id]);
  return rows.map(toRun)[0];
}

/** Keeps everybody else from the run until the transaction ends. */
export async function lockRun(tx: Database, id: number): Promise<BillRun | undefined> {
  const rows = await tx.query<RunRow>(`select ${runColumns} from bill_run where id = $1 for update`, [id]);
  return rows.map(toRun)[0];
}

/** The runs of all cycles, newest first, with what they hold. */
export async function recentRuns(
  db: Database,
  limit: number,
): Promise<readonly (BillRun & { readonly bills: number; readonly exceptions: number })[]> {
  const rows = await db.query<RunRow & { bills: number; exceptions: number }>(
    `select ${runColumns},
       (select count(*) from bill where bill_run_id = bill_run.id) as bills,
       (select count(*) from bill_exception where bill_run_id = bill_run.id) as exceptions
     from bill_run order by id desc limit $1`,
    [limit],
  );
  return rows.map((row) => ({ ...toRun(row), bills: row.bills, exceptions: row.exceptions }));
}

export async function insertRun(
  tx: Database,
  run: Omit<BillRun, 'id' | 'state'>,
  now: Temporal.Instant,
): Promise<BillRun> {
  const [row] = await tx.query<RunRow>(
    `insert into bill_run (billing_cycle, read_through, issued_on, due_on, supplement, state, created_at)
     values ($1, $2, $3, $4, $5, 'calculated', $6)
     returning ${runColumns}`,
    [run.cycle, run.readThrough, run.issuedOn, run.dueOn, run.supplement, now],
  );
  if (row === undefined) throw new Error('a run was inserted and not returned');
  return toRun(row);
}

export interface BillException {
  readonly accountId: number;
  readonly problem: Problem;
}

/** Keeps why accounts have no bill; one that is known already is left as it is. */
export async function keepExceptions(tx: Database, runId: number, exceptions: readonly BillException[]): Promise<void> {
  if (exceptions.length === 0) return;
  await tx.query(
    `insert into bill_exception as known (bill_run_id, account_id, code, params)
     select $1, * from unnest($2::bigint[], $3::text[], $4::jsonb[])
     on conflict (bill_run_id, account_id) do update set code = excluded.code, params = excluded.params
       where (known.code, known.params) is distinct from (excluded.code, excluded.params)`,
    [
      runId,
      exceptions.map((exception) => exception.accountId),
      exceptions.map(({ problem }) => problem.code),
      exceptions.map(({ problem }) => JSON.stringify(problem.params ?? {})),
    ],
  );
}

/** Forgets the exceptions of accounts that could be billed after all, in every run of the cycle and date. */
export async function clearExceptions(tx: Database, run: BillRun, accountIds: readonly number[]): Promise<void> {
  await tx.query(
    `delete from bill_exception e using bill_run r
     where r.id = e.bill_run_id and r.billing_cycle = $1 and r.read_through = $2 and e.account_id = any($3)`,
    [run.cycle, run.readThrough, accountIds],
  );
}

/** The exceptions of a run with the account as it is written on a bill, by account. */
export async function exceptionsOfRun(
  db: Database,
  runId: number,
): Promise<readonly (BillException & { readonly account: string })[]> {
  const rows = await db.query<{ account_id: number; account: string; code: string; params: Record<string, string> }>(
    `select e.account_id, a.number as account, e.code, e.params
     from bill_exception e
     join account a on a.id = e.account_id
     where e.bill_run_id = $1 order by e.account_id`,
    [runId],
  );
  return rows.map((row) => ({
    accountId: row.account_id,
    account: row.account,
    problem: { code: row.code, params: row.params },
  }));
}
