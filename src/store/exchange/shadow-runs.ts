import type { ShadowOutcome, ShadowReason } from '../../domain/exchange/index.ts';
import { type Cents, cents, type ListAsked, type ListPart, type Problem, present } from '../../domain/kernel/index.ts';
import type { Database, Transaction } from '../database.ts';
import { listPart } from '../list-part.ts';
import type { BillToShadow } from './shadow-bills.ts';

/** A run of calculating their bills again. */
export interface ShadowRun {
  readonly id: number;
  readonly beganAt: Temporal.Instant;
  readonly finishedAt?: Temporal.Instant;
  readonly bills: number;
  readonly equal: number;
  readonly different: number;
  readonly notCalculated: number;
  /** Of its report's rows. */
  readonly sha256?: string;
  readonly signedName?: string;
  readonly signedAt?: Temporal.Instant;
}

interface RunRow {
  id: number;
  began_at: Temporal.Instant;
  finished_at: Temporal.Instant | null;
  bills: number;
  equal: number;
  different: number;
  not_calculated: number;
  sha256: string | null;
  signed_name: string | null;
  signed_at: Temporal.Instant | null;
}

const columns = 'id, began_at, finished_at, bills, equal, different, not_calculated, sha256, signed_name, signed_at';

const toRun = (row: RunRow): ShadowRun => ({
  id: row.id,
  beganAt: row.began_at,
  bills: row.bills,
  equal: row.equal,
  different: row.different,
  notCalculated: row.not_calculated,
  ...present({
    finishedAt: row.finished_at,
    sha256: row.sha256,
    signedName: row.signed_name,
    signedAt: row.signed_at,
  }),
});

export async function beginShadowRun(db: Database, by: string, now: Temporal.Instant): Promise<number> {
  const [row] = await db.query<{ id: number }>(
    'insert into exchange_shadow_run (began_at, began_by) values ($1, $2) returning id',
    [now, by],
  );
  if (row === undefined) throw new Error('no shadow run began');
  return row.id;
}

/** A run that was cut off, to go on with. */
export async function unfinishedShadowRun(db: Database): Promise<number | undefined> {
  const [row] = await db.query<{ id: number }>(
    'select id from exchange_shadow_run where finished_at is null order by id limit 1',
  );
  return row?.id;
}

/** The last bill that a run has; 0 where it has none. */
export async function lastBillOfShadowRun(db: Database, runId: number): Promise<number> {
  const [row] = await db.query<{ last: number }>(
    'select coalesce(max(bill_id), 0) as last from exchange_shadow_bill where run_id = $1',
    [runId],
  );
  return row?.last ?? 0;
}

/** Keeps what came of bills: of each that is equal, why its lines are what they are. */
export async function keepShadows(
  tx: Transaction,
  runId: number,
  shadows: readonly (BillToShadow & { readonly outcome: ShadowOutcome })[],
): Promise<void> {
  await tx.query(
    `insert into exchange_shadow_bill (run_id, bill_id, exchange_run_id, outcome, theirs_cents, ours_cents, problem)
     select $1, t.bill, t.run, t.outcome, t.theirs, t.ours, t.problem
     from unnest($2::bigint[], $3::bigint[], $4::text[], $5::bigint[], $6::bigint[], $7::jsonb[])
       as t (bill, run, outcome, theirs, ours, problem)
     on conflict do nothing`,
    [
      runId,
      shadows.map(({ billId }) => billId),
      shadows.map(({ exchangeRunId }) => exchangeRunId ?? null),
      shadows.map(({ outcome }) => outcome.kind),
      shadows.map(({ newCharges }) => newCharges),
      shadows.map(({ outcome }) => (outcome.kind === 'not-calculated' ? null : outcome.ours)),
      shadows.map(({ outcome }) => (outcome.kind === 'not-calculated' ? JSON.stringify(outcome.problem) : null)),
    ],
  );
  const differences = shadows.flatMap(({ billId, outcome }) =>
    outcome.kind === 'different' ? outcome.differences.map((one, at) => ({ billId, ordinal: at + 1, ...one })) : [],
  );
  await tx.query(
    `insert into exchange_shadow_difference (run_id, bill_id, ordinal, reason, position, their_description, their_cents,
       our_part, our_label, our_cents)
     select $1, t.* from unnest($2::bigint[], $3::smallint[], $4::text[], $5::smallint[], $6::text[], $7::bigint[],
       $8::text[], $9::text[], $10::bigint[]) as t
     on conflict do nothing`,
    [
      runId,
      differences.map((one) => one.billId),
      differences.map((one) => one.ordinal),
      differences.map((one) => one.reason),
      differences.map((one) => one.theirs?.position ?? null),
      differences.map((one) => one.theirs?.description ?? null),
      differences.map((one) => one.theirs?.amount ?? null),
      differences.map((one) => one.ours?.part ?? null),
      differences.map((one) => one.ours?.label.en ?? null),
      differences.map((one) => one.ours?.amount ?? null),
    ],
  );
  await tx.query('delete from exchange_shadow_line where bill_id = any($1::bigint[])', [
    shadows.map(({ billId }) => billId),
  ]);
  const lines = shadows.flatMap(({ billId, outcome }) =>
    outcome.kind === 'equal' ? outcome.explained.map((one) => ({ billId, ...one })) : [],
  );
  await tx.query(
    `insert into exchange_shadow_line (bill_id, position, quantity, unit, unit_price, explanation)
     select t.* from unnest($1::bigint[], $2::smallint[], $3::numeric[], $4::text[], $5::numeric[], $6::jsonb[]) as t`,
    [
      lines.map(({ billId }) => billId),
      lines.map(({ position }) => position),
      lines.map(({ ours }) => ours.quantity ?? null),
      lines.map(({ ours }) => ours.unit ?? null),
      lines.map(({ ours }) => ours.unitPrice ?? null),
      lines.map(({ ours }) => JSON.stringify(ours.explanation)),
    ],
  );
}

/** Ends a run: its counts, and what tells its rows from all others. */
export async function finishShadowRun(
  db: Database,
  runId: number,
  { sha256, now }: { readonly sha256: string; readonly now: Temporal.Instant },
): Promise<void> {
  await db.query(
    `update exchange_shadow_run r set finished_at = $3, sha256 = $2, bills = c.bills, equal = c.equal,
       different = c.different, not_calculated = c.not_calculated
     from (
       select count(*) as bills, count(*) filter (where outcome = 'equal') as equal,
         count(*) filter (where outcome = 'different') as different,
         count(*) filter (where outcome = 'not-calculated') as not_calculated
       from exchange_shadow_bill where run_id = $1
     ) c where r.id = $1 and r.finished_at is null`,
    [runId, sha256, now],
  );
}

export async function findShadowRun(db: Database, id: number): Promise<ShadowRun | undefined> {
  const [row] = await db.query<RunRow>(`select ${columns} from exchange_shadow_run where id = $1`, [id]);
  return row === undefined ? undefined : toRun(row);
}

/** The runs, newest first. */
export const listShadowRuns = (db: Database, asked: ListAsked): Promise<ListPart<ShadowRun>> =>
  listPart(
    db,
    {
      select: `select ${columns} from exchange_shadow_run`,
      parameters: [],
      order: [],
      id: { by: 'l.id', type: 'bigint', isDown: true },
      sorts: {
        run: { by: 'l.id', type: 'bigint' },
        at: { by: 'l.began_at', type: 'timestamptz' },
        signed: { by: 'l.signed_name', type: 'text', isNullable: true },
      },
      toRow: toRun,
    },
    asked,
  );

/** Keeps who signed a run's report; false where it is signed, or has other rows. */
export async function signShadowRun(
  tx: Transaction,
  runId: number,
  signed: { readonly sha256: string; readonly staffId: string; readonly name: string; readonly now: Temporal.Instant },
): Promise<boolean> {
  const kept = await tx.query(
    `update exchange_shadow_run set signed_by = $3, signed_name = $4, signed_at = $5
     where id = $1 and sha256 = $2 and signed_at is null returning id`,
    [runId, signed.sha256, signed.staffId, signed.name, signed.now],
  );
  return kept.length === 1;
}

/** A row of a report: a bill that is equal or could not be calculated, or one line of it that differs. */
export interface ShadowRow {
  readonly billNumber: string;
  readonly account: string;
  readonly issuedOn: Temporal.PlainDate;
  readonly outcome: ShadowOutcome['kind'];
  readonly theirTotal: Cents;
  readonly ourTotal?: Cents;
  readonly reason?: ShadowReason;
  readonly problem?: Problem;
  readonly theirLine?: string;
  readonly theirAmount?: Cents;
  readonly ourLine?: string;
  readonly ourAmount?: Cents;
}

interface ReportRow {
  bill_number: string;
  account: string;
  issued_on: Temporal.PlainDate;
  outcome: ShadowOutcome['kind'];
  theirs_cents: number;
  ours_cents: number | null;
  reason: ShadowReason | null;
  problem: Problem | null;
  their_description: string | null;
  their_cents: number | null;
  our_label: string | null;
  our_cents: number | null;
}

export interface ShadowRowsAsked {
  readonly runId: number;
  /** Without those that are equal. */
  readonly onlyOpen: boolean;
  /** Of differences only; `not-calculated` for bills that could not be. */
  readonly reason?: string;
}

const reportRows = `
  select s.bill_id, coalesce(d.ordinal, 0) as ordinal, b.number as bill_number, a.number as account, b.issued_on,
    s.outcome, s.theirs_cents, s.ours_cents, s.problem, d.reason, d.their_description, d.their_cents, d.our_label,
    d.our_cents
  from exchange_shadow_bill s
  join bill b on b.id = s.bill_id
  join account a on a.id = b.account_id
  left join exchange_shadow_difference d on d.run_id = s.run_id and d.bill_id = s.bill_id
  where s.run_id = $1 and (not $2 or s.outcome <> 'equal')
    and ($3::text is null or d.reason = $3 or s.outcome = $3)`;

/** The rows of a run's report, by bill. */
export const shadowRows = (
  db: Database,
  { runId, onlyOpen, reason, ...asked }: ShadowRowsAsked & ListAsked,
): Promise<ListPart<ShadowRow>> =>
  listPart<ReportRow, ShadowRow>(
    db,
    {
      select: reportRows,
      parameters: [runId, onlyOpen, reason ?? null],
      order: [{ by: 'l.bill_number', type: 'text' }],
      id: { by: '(l.bill_id * 10000 + l.ordinal)', type: 'bigint' },
      sorts: {
        bill: { by: 'l.bill_number', type: 'text' },
        reason: { by: "coalesce(l.reason, l.problem ->> 'code')", type: 'text', isNullable: true },
        'their-line': { by: 'l.their_description', type: 'text', isNullable: true },
        'their-amount': { by: 'l.their_cents', type: 'bigint', isNullable: true },
        'our-line': { by: 'l.our_label', type: 'text', isNullable: true },
        'our-amount': { by: 'l.our_cents', type: 'bigint', isNullable: true },
        account: { by: 'l.account', type: 'text' },
      },
      toRow: toShadowRow,
    },
    asked,
  );

const toShadowRow = (row: ReportRow): ShadowRow => ({
  billNumber: row.bill_number,
  account: row.account,
  issuedOn: row.issued_on,
  outcome: row.outcome,
  theirTotal: cents(row.theirs_cents),
  ...present({
    ourTotal: centsOrNone(row.ours_cents),
    reason: row.reason,
    problem: row.problem,
    theirLine: row.their_description,
    theirAmount: centsOrNone(row.their_cents),
    ourLine: row.our_label,
    ourAmount: centsOrNone(row.our_cents),
  }),
});

/** Every row of a run's report, by bill, some at a time: those of a whole utility are millions. */
export async function readShadowRows(
  db: Database,
  runId: number,
  take: (rows: readonly ShadowRow[]) => Promise<void>,
): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.query(`declare shadow_report no scroll cursor for ${reportRows} order by b.number, d.ordinal`, [
      runId,
      false,
      null,
    ]);
    for (;;) {
      const rows = await tx.query<ReportRow>('fetch 5000 from shadow_report');
      if (rows.length === 0) break;
      await take(rows.map(toShadowRow));
    }
    await tx.query('close shadow_report');
  });
}

const centsOrNone = (amount: number | null): Cents | undefined => (amount === null ? undefined : cents(amount));
