import { type Cents, cents, type ListAsked, type ListPart, present } from '../../domain/kernel/index.ts';
import type { Dispute, DisputeState } from '../../domain/payments/index.ts';
import type { Database } from '../database.ts';
import { listPart } from '../list-part.ts';

interface DisputeRow {
  readonly id: number;
  readonly reference: string;
  readonly amount_cents: number;
  readonly reason: string;
  readonly state: DisputeState;
  readonly evidence_due_at: Temporal.Instant | null;
  readonly withdrawn_cents: number;
  readonly reinstated_cents: number;
  readonly fee_cents: number;
  readonly opened_at: Temporal.Instant;
  readonly said_at: Temporal.Instant;
}

const columns = `d.id, d.reference, d.amount_cents, d.reason, d.state, d.evidence_due_at, d.withdrawn_cents,
  d.reinstated_cents, d.fee_cents, d.opened_at, d.said_at`;

const toDispute = (row: DisputeRow): Dispute => ({
  reference: row.reference,
  amount: cents(row.amount_cents),
  reason: row.reason,
  state: row.state,
  ...present({ evidenceDueAt: row.evidence_due_at }),
  withdrawn: cents(row.withdrawn_cents),
  reinstated: cents(row.reinstated_cents),
  fee: cents(row.fee_cents),
  openedAt: row.opened_at,
  saidAt: row.said_at,
});

/** The disputes of a payment, as the processor told about them so far. */
export async function disputesOf(db: Database, paymentId: number): Promise<readonly Dispute[]> {
  const rows = await db.query<DisputeRow>(
    `select ${columns} from payment_dispute d where d.payment_id = $1 order by d.id`,
    [paymentId],
  );
  return rows.map(toDispute);
}

/** Keeps what is known about a dispute. */
export async function saveDispute(tx: Database, paymentId: number, dispute: Dispute): Promise<void> {
  await tx.query(
    `insert into payment_dispute (payment_id, reference, amount_cents, reason, state, evidence_due_at, withdrawn_cents,
       reinstated_cents, fee_cents, opened_at, said_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
     on conflict (reference) do update set amount_cents = $3, reason = $4, state = $5, evidence_due_at = $6,
       withdrawn_cents = $7, reinstated_cents = $8, fee_cents = $9, opened_at = $10, said_at = $11`,
    [
      paymentId,
      dispute.reference,
      dispute.amount,
      dispute.reason,
      dispute.state,
      dispute.evidenceDueAt ?? null,
      dispute.withdrawn,
      dispute.reinstated,
      dispute.fee,
      dispute.openedAt,
      dispute.saidAt,
    ],
  );
}

/** A dispute with its payment, for the staff. */
export interface ListedDispute extends Dispute {
  readonly id: number;
  readonly account: string;
  readonly customerName: string;
  readonly payment: {
    readonly reference: string;
    readonly amount: Cents;
    readonly fee: Cents;
    readonly paidOn?: Temporal.PlainDate;
    readonly processorPayment?: string;
  };
}

interface ListedRow extends DisputeRow {
  readonly account: string;
  readonly customer_name: string;
  readonly payment_reference: string;
  readonly payment_cents: number;
  readonly payment_fee_cents: number;
  readonly paid_on: Temporal.PlainDate | null;
  readonly processor_payment: string | null;
}

const listed = `select ${columns}, a.number as account, c.name as customer_name, y.reference as payment_reference,
    y.amount_cents as payment_cents, y.fee_cents as payment_fee_cents, y.paid_on, y.processor_payment
  from payment_dispute d
  join payment y on y.id = d.payment_id
  join account a on a.id = y.account_id
  join customer c on c.id = a.customer_id`;

const toListed = (row: ListedRow): ListedDispute => ({
  ...toDispute(row),
  id: row.id,
  account: row.account,
  customerName: row.customer_name,
  payment: {
    reference: row.payment_reference,
    amount: cents(row.payment_cents),
    fee: cents(row.payment_fee_cents),
    ...present({ paidOn: row.paid_on, processorPayment: row.processor_payment }),
  },
});

const isDecided = "l.state in ('won', 'lost', 'inquiry-closed')";

/** Disputes that wait for an answer or a decision, the first to be answered first; then the decided ones, newest first. */
export const listDisputes = (db: Database, asked: ListAsked): Promise<ListPart<ListedDispute>> =>
  listPart<ListedRow, ListedDispute>(
    db,
    {
      select: listed,
      parameters: [],
      order: [
        { by: `(${isDecided})`, type: 'boolean' },
        {
          by: `(case when ${isDecided} then null else l.evidence_due_at end)`,
          type: 'timestamptz',
          isNullable: true,
        },
        { by: 'l.opened_at', type: 'timestamptz', isDown: true },
      ],
      id: { by: 'l.id', type: 'bigint', isDown: true },
      sorts: {
        account: { by: 'l.account', type: 'text' },
        state: { by: 'l.state', type: 'text' },
        answer_by: { by: 'l.evidence_due_at', type: 'timestamptz', isNullable: true },
        reason: { by: 'l.reason', type: 'text' },
        amount: { by: 'l.amount_cents', type: 'bigint' },
        withdrawn: { by: '(l.withdrawn_cents - l.reinstated_cents)', type: 'bigint' },
      },
      toRow: toListed,
    },
    asked,
  );

export const findDispute = async (db: Database, id: number): Promise<ListedDispute | undefined> =>
  (await db.query<ListedRow>(`${listed} where d.id = $1`, [id])).map(toListed)[0];
