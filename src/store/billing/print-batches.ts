import type { Database } from '../database.ts';

export interface PaperBill {
  readonly number: string;
  readonly account: string;
  readonly customer: string;
  readonly mailing: readonly string[];
  readonly language: 'es' | 'en';
  readonly reason: string;
}

/** The bills of a run that go on paper, with where they go, in which language and why, in a stable order. */
export async function paperBillsToPrint(db: Database, runId: number): Promise<readonly PaperBill[]> {
  return db.query<PaperBill>(
    `select b.number, c.number || '-' || p.number as account, c.name as customer, c.language,
       array_remove(array[c.mailing_line1, c.mailing_line2,
         c.mailing_city || ' ' || c.mailing_state || ' ' || c.mailing_zip], null) as mailing,
       coalesce(b.delivery_reason, '') as reason
     from bill b
     join account a on a.id = b.account_id
     join customer c on c.id = a.customer_id
     join premise p on p.id = a.premise_id
     where b.bill_run_id = $1 and b.state = 'posted' and b.delivery = 'paper'
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
