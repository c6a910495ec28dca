import { type ListAsked, type ListPart, present } from '../../domain/kernel/index.ts';
import type { Database, Transaction } from '../database.ts';
import { listPart } from '../list-part.ts';

type ExchangeRunState = 'waits' | 'applied' | 'refused' | 'turned-down';

/** A package as it is known here. `report` is what was counted of it, as `RunReport` has it. */
export interface ExchangeRun<Report> {
  readonly id: number;
  readonly number?: number;
  readonly previousNumber?: number;
  readonly scope: 'full' | 'delta';
  readonly asOf: Temporal.PlainDate;
  readonly sha256: string;
  readonly source: string;
  readonly receivedAt: Temporal.Instant;
  readonly receivedBy: string;
  readonly state: ExchangeRunState;
  readonly waitsFor: readonly string[];
  readonly approvedBy?: string;
  readonly approvedAt?: Temporal.Instant;
  readonly appliedAt?: Temporal.Instant;
  readonly report: Report;
}

interface RunRow<Report> {
  readonly id: number;
  readonly number: number | null;
  readonly previous_number: number | null;
  readonly scope: 'full' | 'delta';
  readonly as_of: Temporal.PlainDate;
  readonly sha256: string;
  readonly source: string;
  readonly received_at: Temporal.Instant;
  readonly received_by: string;
  readonly state: ExchangeRunState;
  readonly waits_for: string[];
  readonly approved_by: string | null;
  readonly approved_at: Temporal.Instant | null;
  readonly applied_at: Temporal.Instant | null;
  readonly report: Report;
}

const columns = `id, number, previous_number, scope, as_of, sha256, source, received_at, received_by, state, waits_for,
  approved_by, approved_at, applied_at, report`;

const toRun = <Report>(row: RunRow<Report>): ExchangeRun<Report> => ({
  ...{ id: row.id, scope: row.scope, asOf: row.as_of, sha256: row.sha256, source: row.source, state: row.state },
  ...{ receivedAt: row.received_at, receivedBy: row.received_by, waitsFor: row.waits_for, report: row.report },
  ...present({ number: row.number, previousNumber: row.previous_number, approvedBy: row.approved_by }),
  ...present({ approvedAt: row.approved_at, appliedAt: row.applied_at }),
});

/**
 * One package at a time: one that comes meanwhile waits for the one before. So it can have more memory than other work to sort
 * millions of rows in, and to keep those of a statement for its triggers: 256 MB for each of a statement's few sorts and joins
 * that need them, which 1.4 million bills nearly do.
 */
export async function oneImportAtATime(tx: Transaction): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtext('exchange-import'))`);
  await tx.query(
    `select set_config('work_mem', greatest(setting::int, 262144) || 'kB', true) from pg_settings where name = 'work_mem'`,
  );
}

/** Runs that went in, newest first by their own order. */
export async function appliedRuns<Report>(db: Database): Promise<readonly ExchangeRun<Report>[]> {
  const rows = await db.query<RunRow<Report>>(
    `select ${columns} from exchange_run where state = 'applied' order by number desc nulls last, as_of desc, id desc`,
  );
  return rows.map(toRun);
}

export async function runOfFiles<Report>(db: Database, sha256: string): Promise<ExchangeRun<Report> | undefined> {
  const rows = await db.query<RunRow<Report>>(
    `select ${columns} from exchange_run where sha256 = $1 order by state = 'applied' desc, state = 'waits' desc, id desc limit 1`,
    [sha256],
  );
  return rows.map(toRun)[0];
}

export async function findExchangeRun<Report>(db: Database, id: number): Promise<ExchangeRun<Report> | undefined> {
  const rows = await db.query<RunRow<Report>>(`select ${columns} from exchange_run where id = $1`, [id]);
  return rows.map(toRun)[0];
}

export const exchangeRuns = <Report>(db: Database, asked: ListAsked): Promise<ListPart<ExchangeRun<Report>>> =>
  listPart<RunRow<Report>, ExchangeRun<Report>>(
    db,
    {
      select: `select ${columns} from exchange_run`,
      parameters: [],
      order: [],
      id: { by: 'l.id', type: 'bigint', isDown: true },
      sorts: {
        run: { by: 'l.id', type: 'bigint' },
        number: { by: 'l.number', type: 'bigint', isNullable: true },
        'as-of': { by: 'l.as_of', type: 'timestamptz' },
        received: { by: 'l.received_at', type: 'timestamptz' },
        scope: { by: 'l.scope', type: 'text' },
        state: { by: 'l.state', type: 'text' },
      },
      toRow: toRun,
    },
    asked,
  );

type NewRun<Report> = Omit<ExchangeRun<Report>, 'id' | 'approvedBy' | 'approvedAt' | 'appliedAt'>;

/** Writes a run down; the same files that wait, or were refused before, keep their row. */
export async function keepRun<Report>(tx: Transaction, run: NewRun<Report>, known?: number): Promise<number> {
  const values = [
    ...[run.number ?? null, run.previousNumber ?? null, run.scope, run.asOf, run.sha256, run.source, run.receivedAt],
    ...[run.receivedBy, run.state, run.waitsFor, JSON.stringify(run.report)],
  ];
  const applied = `case when $9 = 'applied' then $7::timestamptz end`;
  const [row] =
    known === undefined
      ? await tx.query<{ id: number }>(
          `insert into exchange_run (number, previous_number, scope, as_of, sha256, source, received_at, received_by, state,
             waits_for, report, applied_at)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, ${applied}) returning id`,
          values,
        )
      : await tx.query<{ id: number }>(
          `update exchange_run set (number, previous_number, scope, as_of, sha256, source, received_at, received_by, state,
             waits_for, report, applied_at) = ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, ${applied})
           where id = $12 returning id`,
          [...values, known],
        );
  if (row === undefined) throw new Error(`no exchange run ${known}`);
  return row.id;
}

/** Says of a run that waits that it may go in, or that it never will; of one that was refused, that nobody will mend it. */
export async function answerRun(
  tx: Transaction,
  id: number,
  answer: { readonly by: string; readonly now: Temporal.Instant; readonly goesIn: boolean },
): Promise<boolean> {
  const rows = await tx.query(
    `update exchange_run set approved_by = $2, approved_at = $3, state = case when $4 then 'waits' else 'turned-down' end
     where id = $1 and (state = 'waits' or (state = 'refused' and not $4)) returning 1`,
    [id, answer.by, answer.now, answer.goesIn],
  );
  return rows.length === 1;
}

export interface RefusedLine {
  readonly file: string;
  readonly line: number;
  readonly column?: string;
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
  readonly kept: string;
}

/** Keeps what was set aside of a run, in place of what was kept of it before. */
export async function keepRefusedLines(tx: Transaction, runId: number, lines: readonly RefusedLine[]): Promise<void> {
  await tx.query('delete from exchange_refusal where run_id = $1', [runId]);
  if (lines.length === 0) return;
  await tx.query(
    `insert into exchange_refusal (run_id, position, file, line, column_name, code, params, kept)
     select $1, position, file, line, column_name, code, params::jsonb, kept
     from unnest($2::text[], $3::int[], $4::text[], $5::text[], $6::text[], $7::text[]) with ordinality
       n (file, line, column_name, code, params, kept, position)`,
    [
      runId,
      lines.map(({ file }) => file),
      lines.map(({ line }) => line),
      lines.map(({ column }) => column ?? null),
      lines.map(({ code }) => code),
      lines.map(({ params }) => JSON.stringify(params)),
      lines.map(({ kept }) => kept),
    ],
  );
}

export async function refusedLinesOfRun(db: Database, runId: number): Promise<readonly RefusedLine[]> {
  const rows = await db.query<Omit<RefusedLine, 'column'> & { readonly column: string | null }>(
    `select file, line, column_name as "column", code, params, kept from exchange_refusal where run_id = $1 order by position`,
    [runId],
  );
  return rows.map(({ column, ...row }) => ({ ...row, ...present({ column }) }));
}

/** Keeps the files of an upload while their run waits. */
export async function keepUpload(
  tx: Transaction,
  runId: number,
  files: ReadonlyMap<string, Uint8Array>,
): Promise<void> {
  for (const [name, bytes] of files) {
    await tx.query('insert into exchange_upload (run_id, name, bytes) values ($1, $2, $3) on conflict do nothing', [
      runId,
      name,
      Buffer.from(bytes),
    ]);
  }
}

export async function uploadOfRun(db: Database, runId: number): Promise<ReadonlyMap<string, Uint8Array>> {
  const rows = await db.query<{ name: string; bytes: Uint8Array }>(
    'select name, bytes from exchange_upload where run_id = $1 order by name',
    [runId],
  );
  return new Map(rows.map(({ name, bytes }) => [name, bytes]));
}

export async function forgetUpload(tx: Transaction, runId: number): Promise<void> {
  await tx.query('delete from exchange_upload where run_id = $1', [runId]);
}
