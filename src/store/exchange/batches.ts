import type { BatchForm, BatchKind, BatchName } from '../../domain/exchange/index.ts';
import { type Cents, cents, type ListAsked, type ListPart, present } from '../../domain/kernel/index.ts';
import type { Database, Transaction } from '../database.ts';
import { listPart } from '../list-part.ts';
import type { WaitingMoney } from './money-out.ts';

/** A batch without what is in it. */
export interface Batch extends BatchName {
  readonly id: number;
  readonly form: BatchForm;
  readonly fileName: string;
  readonly madeOn: Temporal.PlainDate;
  readonly madeAt: Temporal.Instant;
  readonly items: number;
  readonly total?: Cents;
  readonly sha256: string;
  readonly writtenAt?: Temporal.Instant;
}

interface BatchRow {
  id: number;
  kind: BatchKind;
  number: number;
  form: BatchForm;
  file_name: string;
  made_on: Temporal.PlainDate;
  made_at: Temporal.Instant;
  items: number;
  total_cents: number | null;
  sha256: string;
  written_at: Temporal.Instant | null;
}

const columns = 'id, kind, number, form, file_name, made_on, made_at, items, total_cents, sha256, written_at';

const toBatch = (row: BatchRow): Batch => ({
  id: row.id,
  kind: row.kind,
  number: row.number,
  form: row.form,
  fileName: row.file_name,
  madeOn: row.made_on,
  madeAt: row.made_at,
  items: row.items,
  sha256: row.sha256,
  ...present({ total: row.total_cents === null ? undefined : cents(row.total_cents), writtenAt: row.written_at }),
});

/** Who makes a batch has this until the transaction ends: batches are made one after another. */
export async function holdBatches(tx: Transaction): Promise<void> {
  await tx.query('lock table exchange_batch in share row exclusive mode');
}

/** The number that the next batch of a kind has. */
export async function nextBatchNumber(tx: Transaction, kind: BatchKind): Promise<number> {
  const [row] = await tx.query<{ next: number }>(
    'select coalesce(max(number), 0) + 1 as next from exchange_batch where kind = $1',
    [kind],
  );
  return row?.next ?? 1;
}

export async function insertBatch(
  tx: Transaction,
  batch: Omit<Batch, 'id' | 'writtenAt'> & { readonly content: string },
): Promise<Batch> {
  const [row] = await tx.query<BatchRow>(
    `insert into exchange_batch (kind, number, form, file_name, made_on, made_at, items, total_cents, content, sha256)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) returning ${columns}`,
    [
      batch.kind,
      batch.number,
      batch.form,
      batch.fileName,
      batch.madeOn,
      batch.madeAt,
      batch.items,
      batch.total ?? null,
      batch.content,
      batch.sha256,
    ],
  );
  if (row === undefined) throw new Error(`batch ${batch.fileName} was not kept`);
  return toBatch(row);
}

/** The rows of a payments batch, in its order. */
export async function insertBatchRows(tx: Transaction, batchId: number, rows: readonly WaitingMoney[]): Promise<void> {
  await tx.query(
    `insert into exchange_batch_row (batch_id, line, receipt, attempt, account_id, kind, amount_cents, ledger_entry_id)
     select $1, t.line, t.receipt, t.attempt, t.account, t.kind, t.cents, t.entry
     from unnest($2::text[], $3::smallint[], $4::bigint[], $5::text[], $6::bigint[], $7::bigint[])
       with ordinality as t (receipt, attempt, account, kind, cents, entry, line)`,
    [
      batchId,
      rows.map((row) => row.receipt),
      rows.map((row) => row.attempt),
      rows.map((row) => row.accountId),
      rows.map((row) => row.kind),
      rows.map((row) => row.amount),
      rows.map((row) => row.entryId),
    ],
  );
}

export async function findBatch(db: Database, { kind, number }: BatchName): Promise<Batch | undefined> {
  const [row] = await db.query<BatchRow>(`select ${columns} from exchange_batch where kind = $1 and number = $2`, [
    kind,
    number,
  ]);
  return row === undefined ? undefined : toBatch(row);
}

export async function findBatchById(db: Database, id: number): Promise<Batch | undefined> {
  const [row] = await db.query<BatchRow>(`select ${columns} from exchange_batch where id = $1`, [id]);
  return row === undefined ? undefined : toBatch(row);
}

/** Batches that stand and never lay in a folder, whole: what made them was cut off. */
export async function unwrittenBatches(db: Database, kind: BatchKind): Promise<readonly Batch[]> {
  const rows = await db.query<BatchRow>(
    `select ${columns} from exchange_batch where kind = $1 and written_at is null order by number`,
    [kind],
  );
  return rows.map(toBatch);
}

/** What is in a batch's file, as it was first written. */
export async function batchContent(db: Database, batchId: number): Promise<string> {
  const [row] = await db.query<{ content: string }>('select content from exchange_batch where id = $1', [batchId]);
  return row?.content ?? '';
}

export async function markWritten(db: Database, batchId: number, now: Temporal.Instant): Promise<void> {
  await db.query('update exchange_batch set written_at = $2 where id = $1 and written_at is null', [batchId, now]);
}

/** The newest batch of a kind. */
export async function lastBatchOf(db: Database, kind: BatchKind): Promise<Batch | undefined> {
  const [row] = await db.query<BatchRow>(
    `select ${columns} from exchange_batch where kind = $1 order by number desc limit 1`,
    [kind],
  );
  return row === undefined ? undefined : toBatch(row);
}

/** A batch with what the billing system said about its rows. */
export interface BatchStanding extends Batch {
  readonly accepted: number;
  readonly refused: number;
}

/** All batches, the newest first. The page is found first, then what was said of its rows is counted. */
export async function listBatches(db: Database, asked: ListAsked): Promise<ListPart<BatchStanding>> {
  const page = await listPart<BatchRow>(
    db,
    {
      select: `select ${columns} from exchange_batch`,
      parameters: [],
      order: [{ by: 'l.made_at', type: 'timestamptz', isDown: true }],
      id: { by: 'l.id', type: 'bigint', isDown: true },
      sorts: {
        file: { by: 'l.file_name', type: 'text' },
        made: { by: 'l.made_at', type: 'timestamptz' },
        written: { by: 'l.written_at', type: 'timestamptz', isNullable: true },
        rows: { by: 'l.items', type: 'bigint' },
        total: { by: 'l.total_cents', type: 'bigint', isNullable: true },
      },
      toRow: (row) => row,
    },
    asked,
  );
  const said = await db.query<{ id: number; accepted: number; refused: number }>(
    `select b.id, coalesce(s.accepted, case when whole.accepted then b.items else 0 end) as accepted,
       coalesce(s.refused, case when whole.refused and not whole.accepted then b.items else 0 end) as refused
     from exchange_batch b
     left join lateral (
       select count(*) filter (where state = 'accepted') as accepted, count(*) filter (where state = 'refused') as refused
       from exchange_row_standing where batch_id = b.id having count(*) > 0
     ) s on true
     left join lateral (
       select coalesce(bool_or(status = 'accepted'), false) as accepted, coalesce(bool_or(status = 'refused'), false) as refused
       from exchange_ack where batch_id = b.id and receipt is null
     ) whole on true
     where b.id = any($1::bigint[])`,
    [page.rows.map(({ id }) => id)],
  );
  const saidOf = new Map(said.map((row) => [row.id, row]));
  return {
    ...page,
    rows: page.rows.map((row) => ({
      ...toBatch(row),
      accepted: saidOf.get(row.id)?.accepted ?? 0,
      refused: saidOf.get(row.id)?.refused ?? 0,
    })),
  };
}
