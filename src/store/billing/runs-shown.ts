import type { RunState } from '../../domain/billing/index.ts';
import { type Cents, cents, type ListAsked, type ListPart, present } from '../../domain/kernel/index.ts';
import type { Database } from '../database.ts';
import { type ListSort, listPart } from '../list-part.ts';
import { waits } from './run-review.ts';

/** A bill run as the console lists it. */
export interface BillRunShown {
  readonly id: number;
  readonly billingCycle: string;
  readonly supplement: number;
  readonly readThrough: Temporal.PlainDate;
  readonly issuedOn: Temporal.PlainDate;
  readonly dueOn: Temporal.PlainDate;
  readonly state: RunState;
  readonly createdAt: Temporal.Instant;
  readonly postedAt?: Temporal.Instant;
  readonly bills: number;
  readonly newCharges: Cents;
  readonly paper: number;
  readonly estimated: number;
  readonly gallons: number;
  /** Bills that wait for a person. */
  readonly waiting: number;
  readonly exceptions: number;
  readonly delivery?: RunDelivery;
}

/**
 * How far the print batch and the notices of a posted run are: `stuck` has used up its tries, or has a bill that neither paper nor
 * email carried, and waits for staff; `done` means that each is printed or was taken by its mail server. A run has
 * none before it is posted, or where the system before delivered it.
 */
type RunDelivery = 'under-way' | 'stuck' | 'done';

interface RunRow {
  readonly id: number;
  readonly billing_cycle: string;
  readonly supplement: number;
  readonly read_through: Temporal.PlainDate;
  readonly issued_on: Temporal.PlainDate;
  readonly due_on: Temporal.PlainDate;
  readonly state: RunState;
  readonly created_at: Temporal.Instant;
  readonly posted_at: Temporal.Instant | null;
  readonly bills: number;
  readonly new_charges_cents: number;
  readonly paper: number;
  readonly estimated: number;
  readonly gallons: number;
  readonly waiting: number;
  readonly exceptions: number;
  readonly delivery: RunDelivery | null;
}

/** Its two jobs are written with its posting and are gone when they are done; a batch without its job was given up by staff. */
const delivery = (run: string): string => `(
  select case when ${run}.state <> 'posted' or (job.jobs = 0 and batch.state is null) then null
    when job.dead or (job.jobs = 0 and batch.state = 'queued') or left_over.unprintable or mail.is_failed then 'stuck'
    when job.jobs > 0 or left_over.bills > 0 or mail.is_queued then 'under-way' else 'done' end
  from (
    select count(*) as jobs, coalesce(bool_or(attempts >= max_attempts and locked_at is null), false) as dead
    from graphile_worker._private_jobs where key in ('bill-notices:' || ${run}.id, 'print-batch:' || ${run}.id)
  ) job left join print_batch batch on batch.bill_run_id = ${run}.id
  cross join lateral (
    select count(*) as bills, coalesce(bool_or(letters is not null), false) as unprintable from bill_to_print
    where batch_id = batch.id and printed_at is null
  ) left_over
  left join mail on mail.bill_run_id = ${run}.id)`;

const billMail = 'email:bill.ready:';

/** The page is chosen first, then only its runs are added up, from what each batch of bills added. Of mails those are looked at that have not arrived, since the first of the runs. */
async function selectRuns(
  db: Database,
  condition: string,
  parameters: readonly unknown[],
): Promise<readonly BillRunShown[]> {
  const rows = await db.query<RunRow>(
    `with r as (
       select id, billing_cycle, supplement, read_through, issued_on, due_on, state, created_at, posted_at
       from bill_run ${condition}
     ), mail as materialized (
       select b.bill_run_id, bool_or(n.state = 'queued') as is_queued,
         bool_or(n.state = 'failed' and not exists (select from bill_to_print where bill_id = b.id)) as is_failed
       from (
         select state, idempotency_key from notice where state = 'failed' and created_at >= (select min(created_at) from r)
         union all
         select state, idempotency_key from notice where state = 'queued' and created_at >= (select min(created_at) from r)
       ) n
       join bill b on b.number = substr(n.idempotency_key, ${billMail.length + 1}) and b.state = 'posted'
       where starts_with(n.idempotency_key, '${billMail}') group by b.bill_run_id
     )
     select r.*, t.*, w.waiting, (select count(*) from bill_exception where bill_run_id = r.id) as exceptions,
       ${delivery('r')} as delivery
     from r
     left join lateral (
       select coalesce(sum(bills), 0)::bigint as bills, coalesce(sum(new_charges_cents), 0)::bigint as new_charges_cents,
         coalesce(sum(gallons), 0)::bigint as gallons, coalesce(sum(paper), 0)::bigint as paper,
         coalesce(sum(estimated), 0)::bigint as estimated
       from bill_run_step where bill_run_id = r.id
     ) t on true
     left join lateral (
       select count(*) as waiting from bill b where r.state <> 'posted' and bill_run_id = r.id and state = 'draft' and ${waits('b')}
     ) w on true
     order by r.issued_on desc, r.id desc`,
    parameters,
  );
  return rows.map((row) => ({
    id: row.id,
    billingCycle: row.billing_cycle,
    supplement: row.supplement,
    readThrough: row.read_through,
    issuedOn: row.issued_on,
    dueOn: row.due_on,
    state: row.state,
    createdAt: row.created_at,
    ...present({ postedAt: row.posted_at }),
    bills: row.bills,
    newCharges: cents(row.new_charges_cents),
    paper: row.paper,
    estimated: row.estimated,
    gallons: row.gallons,
    waiting: row.waiting,
    exceptions: row.exceptions,
    ...present({ delivery: row.delivery }),
  }));
}

const runSorts = {
  cycle: { by: 'l.billing_cycle', type: 'text' },
  read_through: { by: 'l.read_through', type: 'date' },
  state: { by: 'l.state', type: 'text' },
  issued: { by: 'l.issued_on', type: 'date' },
  due: { by: 'l.due_on', type: 'date' },
} as const satisfies Record<string, ListSort>;

/** The latest first; of one state and one cycle where they are asked for. The page is found first, then its runs are added up. */
export async function listBillRuns(
  db: Database,
  { state, cycle, ...asked }: ListAsked & { readonly state?: RunState; readonly cycle?: string },
): Promise<ListPart<BillRunShown>> {
  const found = await listPart<{ readonly id: number }>(
    db,
    {
      select: `select id, billing_cycle, read_through, state, issued_on, due_on from bill_run
        where ($1::text is null or state = $1) and ($2::text is null or billing_cycle = $2)`,
      parameters: [state ?? null, cycle ?? null],
      order: [{ by: 'l.issued_on', type: 'date', isDown: true }],
      id: { by: 'l.id', type: 'bigint', isDown: true },
      sorts: runSorts,
      toRow: (row) => row,
    },
    asked,
  );
  const ids = found.rows.map(({ id }) => id);
  const runs = new Map((await selectRuns(db, 'where id = any($1::bigint[])', [ids])).map((run) => [run.id, run]));
  return { ...found, rows: ids.flatMap((id) => runs.get(id) ?? []) };
}

export const findBillRun = async (db: Database, id: number): Promise<BillRunShown | undefined> =>
  (await selectRuns(db, 'where id = $1', [id]))[0];

/** The print batch of a run: how many of its bills are printed, and how many are still to be; undefined where there is none. */
export async function paperOfRun(
  db: Database,
  runId: number,
): Promise<{ readonly batchId: number; readonly printed: number; readonly left: number } | undefined> {
  const [row] = await db.query<{ batchId: number; printed: number; left: number }>(
    `select b.id as "batchId", b.items as printed,
       case b.state when 'printed' then (select count(*) from bill_to_print where batch_id = b.id and printed_at is null)
         else (select count(*) from bill r where r.bill_run_id = $1 and r.state = 'posted' and (r.delivery = 'paper'
           or exists (select from bill_to_print where bill_id = r.id))) end as left
     from print_batch b where b.bill_run_id = $1`,
    [runId],
  );
  return row;
}

/** The mails that tell about a run's bills, by how far they are. */
export async function mailsOfRun(
  db: Database,
  runId: number,
): Promise<{ readonly sent: number; readonly queued: number; readonly failed: number }> {
  const [row] = await db.query<{ sent: number; queued: number; failed: number }>(
    `select count(*) filter (where n.state = 'sent') as sent, count(*) filter (where n.state = 'queued') as queued,
       count(*) filter (where n.state = 'failed') as failed
     from bill b join notice n on n.idempotency_key = '${billMail}' || b.number
     where b.bill_run_id = $1`,
    [runId],
  );
  return { sent: row?.sent ?? 0, queued: row?.queued ?? 0, failed: row?.failed ?? 0 };
}

export interface BillExceptionShown {
  readonly account: string;
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
}

/** Accounts that a run did not bill, by why. */
export const pageOfExceptions = (
  db: Database,
  { runId, ...asked }: ListAsked & { readonly runId: number },
): Promise<ListPart<BillExceptionShown>> =>
  listPart<BillExceptionShown>(
    db,
    {
      select: `select a.number as account, x.code, x.params from bill_exception x join account a on a.id = x.account_id
        where x.bill_run_id = $1`,
      parameters: [runId],
      order: [{ by: 'l.code', type: 'text' }],
      id: { by: 'l.account', type: 'text' },
      sorts: { account: { by: 'l.account', type: 'text' }, reason: { by: 'l.code', type: 'text' } },
      toRow: (row) => row,
    },
    asked,
  );

export interface PrintBatchShown {
  readonly id: number;
  readonly runId?: number;
  readonly billingCycle?: string;
  readonly issuedOn?: Temporal.PlainDate;
  readonly state: 'queued' | 'printed';
  readonly items: number;
  readonly createdAt: Temporal.Instant;
  readonly printedAt?: Temporal.Instant;
}

interface BatchRow {
  readonly id: number;
  readonly bill_run_id: number | null;
  readonly billing_cycle: string | null;
  readonly issued_on: Temporal.PlainDate | null;
  readonly state: 'queued' | 'printed';
  readonly items: number;
  readonly created_at: Temporal.Instant;
  readonly printed_at: Temporal.Instant | null;
}

const selectBatches = `select b.id, b.bill_run_id, r.billing_cycle, r.issued_on, b.state, b.items, b.created_at, b.printed_at
  from print_batch b left join bill_run r on r.id = b.bill_run_id`;

const toPrintBatch = (row: BatchRow): PrintBatchShown => ({
  id: row.id,
  ...present({ runId: row.bill_run_id, billingCycle: row.billing_cycle, issuedOn: row.issued_on }),
  state: row.state,
  items: row.items,
  createdAt: row.created_at,
  ...present({ printedAt: row.printed_at }),
});

/** The newest first. */
export const listPrintBatches = (db: Database, asked: ListAsked): Promise<ListPart<PrintBatchShown>> =>
  listPart(
    db,
    {
      select: selectBatches,
      parameters: [],
      order: [{ by: 'l.created_at', type: 'timestamptz', isDown: true }],
      id: { by: 'l.id', type: 'bigint', isDown: true },
      sorts: {
        batch: { by: 'l.id', type: 'bigint' },
        state: { by: 'l.state', type: 'text' },
        at: { by: 'coalesce(l.printed_at, l.created_at)', type: 'timestamptz' },
        bills: { by: 'l.items', type: 'bigint' },
      },
      toRow: toPrintBatch,
    },
    asked,
  );

export const findPrintBatch = async (db: Database, id: number): Promise<PrintBatchShown | undefined> =>
  (await db.query<BatchRow>(`${selectBatches} where b.id = $1`, [id])).map(toPrintBatch)[0];

export interface PaperBillShown {
  readonly billNumber: string;
  readonly account: string;
  readonly reason: string;
}

/** The bills of a run that go on paper, and why: the print batch's index. */
export const paperBillsOfRun = (
  db: Database,
  { runId, ...asked }: ListAsked & { readonly runId: number },
): Promise<ListPart<PaperBillShown>> =>
  listPart<PaperBillShown>(
    db,
    {
      select: `select b.number as "billNumber", a.number as account,
          case when late.email_refused then 'ebill-refused' else coalesce(b.delivery_reason, '') end as reason
        from bill b
        join account a on a.id = b.account_id
        left join bill_to_print late on late.bill_id = b.id
        where b.bill_run_id = $1 and b.state = 'posted' and (b.delivery = 'paper' or late.email_refused)`,
      parameters: [runId],
      order: [],
      id: { by: 'l."billNumber"', type: 'text' },
      sorts: {
        bill: { by: 'l."billNumber"', type: 'text' },
        account: { by: 'l.account', type: 'text' },
        reason: { by: 'l.reason', type: 'text' },
      },
      toRow: (row) => row,
    },
    asked,
  );
