import type { MoneyKind } from '../../domain/exchange/index.ts';
import { type Cents, cents, type ListAsked, type ListPart, present } from '../../domain/kernel/index.ts';
import type { Database, Transaction } from '../database.ts';
import { listPart } from '../list-part.ts';

/** Which of these receipts a batch has. */
export async function receiptsIn(db: Database, batchId: number): Promise<ReadonlySet<string>> {
  const rows = await db.query<{ receipt: string }>('select receipt from exchange_batch_row where batch_id = $1', [
    batchId,
  ]);
  return new Set(rows.map((row) => row.receipt));
}

export interface AckSaid {
  readonly batchId: number;
  readonly receipt?: string;
  readonly status: 'accepted' | 'refused';
  readonly reason?: string;
}

/** Keeps what was said; answers how much of it was new. */
export async function insertAcks(
  tx: Transaction,
  acks: readonly AckSaid[],
  { fileName, now }: { readonly fileName: string; readonly now: Temporal.Instant },
): Promise<number> {
  const kept = await tx.query(
    `insert into exchange_ack (batch_id, receipt, status, reason, file_name, received_at)
     select t.batch, t.receipt, t.status, t.reason, $5, $6
     from unnest($1::bigint[], $2::text[], $3::text[], $4::text[]) as t (batch, receipt, status, reason)
     on conflict do nothing returning id`,
    [
      acks.map((ack) => ack.batchId),
      acks.map((ack) => ack.receipt ?? null),
      acks.map((ack) => ack.status),
      acks.map((ack) => ack.reason ?? null),
      fileName,
      now,
    ],
  );
  return kept.length;
}

/** A row that went out and needs a person: refused, or said to be both, or long not in the billing system's own files. */
export interface RowOutstanding {
  readonly receipt: string;
  readonly attempt: number;
  readonly batch: number;
  readonly account: string;
  readonly customerName: string;
  readonly kind: MoneyKind;
  readonly amount: Cents;
  readonly sentAt: Temporal.Instant;
  readonly why: 'refused' | 'contradicted' | 'unconfirmed';
  readonly reason?: string;
}

interface OutstandingRow {
  receipt: string;
  attempt: number;
  batch: number;
  account: string;
  customer_name: string;
  kind: MoneyKind;
  amount_cents: number;
  made_at: Temporal.Instant;
  why: RowOutstanding['why'];
  reason: string | null;
}

/** Only the last attempt counts, none that somebody has decided already, and none of what the billing system has by its own files. */
const standing = `from exchange_row_standing s
  where not exists (select from exchange_resend d where d.receipt = s.receipt and d.attempt > s.attempt)
    and not exists (select from exchange_confirmation c where c.receipt = s.receipt)`;

/**
 * Found among the rows that are open: of batches that went out long ago, and of what was refused. How each stands is asked of it by
 * itself, by its batch and receipt.
 */
const outstanding = `select w.receipt, w.attempt, w.batch, a.number as account, c.name as customer_name, w.kind, w.amount_cents,
  w.made_at, w.batch_id, w.line, w.why, w.reason
  from (
    select s.receipt, s.attempt, s.batch, s.account_id, s.kind, s.amount_cents, s.made_at, s.batch_id, s.line, s.reason,
      case when s.is_contradicted then 'contradicted' when s.state = 'refused' then 'refused'
        when s.made_at < $1 then 'unconfirmed' end as why
    from (
      select o.receipt, o.attempt, o.batch_id from exchange_batch b join exchange_row_open o on o.batch_id = b.id
      where b.made_at < $1
      union
      select o.receipt, o.attempt, o.batch_id from exchange_ack k
      join exchange_row_open o on o.receipt = k.receipt and o.batch_id = k.batch_id where k.status = 'refused'
      union
      select o.receipt, o.attempt, o.batch_id from exchange_ack k
      join exchange_row_open o on o.batch_id = k.batch_id where k.status = 'refused' and k.receipt is null
    ) open
    cross join lateral (
      select z.receipt, z.attempt, z.batch, z.account_id, z.kind, z.amount_cents, z.made_at, z.batch_id, z.line, z.reason,
        z.state, z.is_contradicted
      from exchange_row_standing z
      where z.receipt = open.receipt and z.attempt = open.attempt and z.batch_id = open.batch_id offset 0
    ) s
    where not exists (select from exchange_confirmation c where c.receipt = s.receipt)
  ) w
  join account a on a.id = w.account_id join customer c on c.id = a.customer_id
  where w.why is not null`;

const toOutstanding = (row: OutstandingRow): RowOutstanding => ({
  receipt: row.receipt,
  attempt: row.attempt,
  batch: row.batch,
  account: row.account,
  customerName: row.customer_name,
  kind: row.kind,
  amount: cents(row.amount_cents),
  sentAt: row.made_at,
  why: row.why,
  ...present({ reason: row.reason }),
});

/** Rows that need a person, the longest waiting first. `sentBefore`: what went out before then and is in no file of theirs since. */
export const rowsOutstanding = (
  db: Database,
  { sentBefore, ...asked }: ListAsked & { readonly sentBefore: Temporal.Instant },
): Promise<ListPart<RowOutstanding>> =>
  listPart(
    db,
    {
      select: outstanding,
      parameters: [sentBefore],
      order: [
        { by: 'l.made_at', type: 'timestamptz' },
        { by: 'l.batch_id', type: 'bigint' },
        { by: 'l.line', type: 'bigint' },
      ],
      id: { by: 'l.receipt', type: 'text' },
      sorts: {
        receipt: { by: 'l.receipt', type: 'text' },
        why: { by: 'l.why', type: 'text' },
        account: { by: 'l.account', type: 'text' },
        kind: { by: 'l.kind', type: 'text' },
        amount: { by: 'l.amount_cents', type: 'bigint' },
        batch: { by: 'l.batch', type: 'bigint' },
        sent: { by: 'l.made_at', type: 'timestamptz' },
      },
      toRow: toOutstanding,
    },
    asked,
  );

/** One receipt, where the billing system refused it or said both of it. */
export async function findOutstanding(db: Database, receipt: string): Promise<RowOutstanding | undefined> {
  const [row] = await db.query<OutstandingRow>(`${outstanding} and w.receipt = $2`, ['-infinity', receipt]);
  return row === undefined ? undefined : toOutstanding(row);
}

/** How the last attempt of a receipt stands. */
export async function lastAttempt(
  db: Database,
  receipt: string,
): Promise<{ readonly attempt: number; readonly state: string; readonly accountId: number } | undefined> {
  const [row] = await db.query<{ attempt: number; state: string; account_id: number }>(
    `select s.attempt, s.state, s.account_id ${standing} and s.receipt = $1`,
    [receipt],
  );
  return row === undefined ? undefined : { attempt: row.attempt, state: row.state, accountId: row.account_id };
}

/** Keeps that a receipt goes again; false where that was decided already. */
export async function insertResend(
  tx: Transaction,
  resend: {
    readonly receipt: string;
    readonly attempt: number;
    readonly staffId: string;
    readonly reason: string;
    readonly now: Temporal.Instant;
  },
): Promise<boolean> {
  const kept = await tx.query(
    `insert into exchange_resend (receipt, attempt, decided_by, decided_at, reason) values ($1, $2, $3, $4, $5)
     on conflict do nothing returning receipt`,
    [resend.receipt, resend.attempt, resend.staffId, resend.now, resend.reason],
  );
  return kept.length === 1;
}
