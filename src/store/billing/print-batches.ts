import type { Language } from '../../domain/kernel/index.ts';
import type { Database } from '../database.ts';

export interface PaperBill {
  readonly number: string;
  readonly account: string;
  readonly customer: string;
  readonly mailing: readonly string[];
  readonly language: Language;
  readonly reason: string;
}

/** The bills of a run that go on paper, with where they go, in which language and why, in a stable order. */
export async function paperBillsToPrint(db: Database, runId: number): Promise<readonly PaperBill[]> {
  return db.query<PaperBill>(
    `select b.number, a.number as account, c.name as customer, c.language,
       mailing_address(c) as mailing,
       case when late.email_refused then 'ebill-refused' else coalesce(b.delivery_reason, '') end as reason
     from bill b
     left join bill_to_print late on late.bill_id = b.id
     join account a on a.id = b.account_id
     join customer c on c.id = a.customer_id
     where b.bill_run_id = $1 and b.state = 'posted' and (b.delivery = 'paper' or late.email_refused)
     order by b.number`,
    [runId],
  );
}

/** Opens the run's batch, or finds the one that was opened before; says whether it is printed already. */
export async function openPrintBatch(
  db: Database,
  batch: { readonly runId: number; readonly folder: string; readonly now: Temporal.Instant },
): Promise<{ readonly id: number; readonly printed: boolean }> {
  await db.query(
    `insert into print_batch (bill_run_id, folder, state, created_at) values ($1, $2, 'queued', $3)
     on conflict (bill_run_id) do nothing`,
    [batch.runId, batch.folder, batch.now],
  );
  const [row] = await db.query<{ id: number; printed: boolean }>(
    `select id, state = 'printed' as printed from print_batch where bill_run_id = $1`,
    [batch.runId],
  );
  if (row === undefined) throw new Error(`run ${batch.runId} has no print batch`);
  return row;
}

export async function markBatchPrinted(db: Database, id: number, items: number, now: Temporal.Instant): Promise<void> {
  await db.query(
    `update print_batch set state = 'printed', items = $2, printed_at = $3 where id = $1 and state = 'queued'`,
    [id, items, now],
  );
}

/** A bill of a batch that is still to be printed. */
export interface BillToPrint {
  readonly bill: string;
  readonly account: string;
  readonly customer: string;
  /** What no font has; null where its email was refused, and it was to go by that. */
  readonly letters: string | null;
  readonly foundAt: Temporal.Instant;
}

/** Keeps which bills of a batch are still to be printed; one that is known keeps its day. */
export async function keepBillsToPrint(
  db: Database,
  batchId: number,
  bills: readonly { readonly bill: string; readonly letters?: string; readonly isEmailRefused?: boolean }[],
  now: Temporal.Instant,
): Promise<void> {
  if (bills.length === 0) return;
  await db.query(
    `insert into bill_to_print (bill_id, batch_id, letters, email_refused, found_at)
     select b.id, $1, r.letters, r.refused, $2 from unnest($3::text[], $4::text[], $5::boolean[]) as r (number, letters, refused)
     join bill b on b.number = r.number
     on conflict (bill_id) do update set letters = excluded.letters`,
    [
      batchId,
      now,
      bills.map(({ bill }) => bill),
      bills.map(({ letters }) => letters ?? null),
      bills.map(({ isEmailRefused = false }) => isEmailRefused),
    ],
  );
}

/** The bills of a batch that are still to be printed, in the order of their numbers. */
export const billsToPrint = (db: Database, batchId: number): Promise<readonly BillToPrint[]> =>
  db.query<BillToPrint>(
    `select b.number as bill, a.number as account, c.name as customer, r.letters, r.found_at as "foundAt"
     from bill_to_print r
     join bill b on b.id = r.bill_id
     join account a on a.id = b.account_id
     join customer c on c.id = a.customer_id
     where r.batch_id = $1 and r.printed_at is null order by b.number`,
    [batchId],
  );

/** They are printed after all, and count among the batch's. */
export async function markPrintedAfterAll(
  db: Database,
  batchId: number,
  bills: readonly string[],
  now: Temporal.Instant,
): Promise<void> {
  await db.query(
    `with done as (
       update bill_to_print r set printed_at = $3 from bill b
       where b.id = r.bill_id and r.batch_id = $1 and b.number = any($2::text[]) and r.printed_at is null returning 1
     )
     update print_batch set items = items + (select count(*) from done) where id = $1`,
    [batchId, bills, now],
  );
}

/** The run of a posted bill that was to go by email; undefined where it is on paper already. */
export async function runOfEbill(tx: Database, billNumber: string): Promise<number | undefined> {
  const [row] = await tx.query<{ bill_run_id: number | null }>(
    `select bill_run_id from bill b where number = $1 and state = 'posted' and delivery = 'ebill'
       and not exists (select from bill_to_print where bill_id = b.id)`,
    [billNumber],
  );
  return row?.bill_run_id ?? undefined;
}
