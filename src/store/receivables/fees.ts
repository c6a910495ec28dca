import { type Cents, cents, type ListAsked, type ListPart, present, type Wording } from '../../domain/kernel/index.ts';
import type { FeeFacts } from '../../domain/receivables/index.ts';
import type { Database } from '../database.ts';
import { type LabelColumns, labelOf, labelValues } from '../label.ts';
import { listPart } from '../list-part.ts';

/** A fee as it was charged, with everything that became of it. */
export interface FeeCharge extends FeeFacts {
  readonly id: number;
  readonly accountId: number;
  readonly account: string;
  readonly customerName: string;
  readonly fee: string;
  readonly label: Wording;
  readonly amount: Cents;
  readonly sample: boolean;
  readonly reason: string;
  readonly staffName?: string;
  readonly askedAt: Temporal.Instant;
  readonly answeredBy?: string;
  readonly answerReason?: string;
  readonly entryId?: number;
}

interface FeeRow extends LabelColumns {
  readonly id: number;
  readonly account_id: number;
  readonly account: string;
  readonly customer_name: string;
  readonly fee: string;
  readonly amount_cents: number;
  readonly sample: boolean;
  readonly reason: string;
  readonly staff_id: string | null;
  readonly staff_name: string | null;
  readonly asked_at: Temporal.Instant;
  readonly outcome: 'approved' | 'denied' | null;
  readonly answered_by: string | null;
  readonly answer_reason: string | null;
  readonly entry_id: number | null;
  readonly taken_back: boolean;
}

const fees = `select f.id, f.account_id, a.number as account, c.name as customer_name, f.fee, f.label_es,
       f.label_en, f.label_others, f.amount_cents, f.sample, f.reason, f.staff_id, s.name as staff_name, f.asked_at,
       x.outcome, y.name as answered_by, x.reason as answer_reason,
       coalesce(f.ledger_entry_id, x.ledger_entry_id) as entry_id,
       exists (
         select from ledger_entry r where r.reverses_id = coalesce(f.ledger_entry_id, x.ledger_entry_id)
       ) as taken_back
     from fee_charge f
     join account a on a.id = f.account_id
     join customer c on c.id = a.customer_id
     left join staff_member s on s.id = f.staff_id
     left join fee_answer x on x.charge_id = f.id
     left join staff_member y on y.id = x.staff_id
`;

const toFee = (row: FeeRow): FeeCharge => ({
  id: row.id,
  accountId: row.account_id,
  account: row.account,
  customerName: row.customer_name,
  fee: row.fee,
  label: labelOf(row),
  amount: cents(row.amount_cents),
  sample: row.sample,
  reason: row.reason,
  ...present({ staffId: row.staff_id, staffName: row.staff_name }),
  askedAt: row.asked_at,
  ...present({
    answer: row.outcome,
    answeredBy: row.answered_by,
    answerReason: row.answer_reason,
    entryId: row.entry_id,
  }),
  isPosted: row.entry_id !== null,
  isTakenBack: row.taken_back,
});

async function selectFees(db: Database, condition: string, parameters: readonly unknown[]): Promise<FeeCharge[]> {
  return (await db.query<FeeRow>(`${fees} ${condition}`, parameters)).map(toFee);
}

export const findFee = async (db: Database, id: number): Promise<FeeCharge | undefined> =>
  (await selectFees(db, 'where f.id = $1', [id]))[0];

/** The account's fees, the newest first. */
export const feesOfAccount = (db: Database, accountId: number, limit: number): Promise<readonly FeeCharge[]> =>
  selectFees(db, 'where f.account_id = $1 order by f.id desc limit $2', [accountId, limit]);

/** Fees that wait for a second person, the longest first. */
export const feesWaiting = (db: Database, asked: ListAsked): Promise<ListPart<FeeCharge>> =>
  listPart(
    db,
    {
      select: `${fees} where f.ledger_entry_id is null and x.charge_id is null`,
      parameters: [],
      order: [],
      id: { by: 'l.id', type: 'bigint' },
      sorts: {
        account: { by: 'l.account', type: 'text' },
        fee: { by: 'l.label_en', type: 'text' },
        reason: { by: 'l.reason', type: 'text' },
        by: { by: 'l.staff_name', type: 'text', isNullable: true },
        at: { by: 'l.asked_at', type: 'timestamptz' },
        amount: { by: 'l.amount_cents', type: 'bigint' },
      },
      toRow: toFee,
    },
    asked,
  );

export interface FeeToKeep {
  readonly accountId: number;
  readonly fee: string;
  readonly label: Wording;
  readonly amount: Cents;
  readonly sample: boolean;
  readonly reason: string;
  readonly staffId?: string;
  readonly paymentReference?: string;
  /** The bill whose payment came back. */
  readonly billId?: number;
  readonly entryId?: number;
  readonly formKey: string;
  readonly now: Temporal.Instant;
}

/** Keeps a fee; false where the same form was sent before. */
export async function insertFee(tx: Database, fee: FeeToKeep): Promise<boolean> {
  const rows = await tx.query(
    `insert into fee_charge (account_id, fee, label_es, label_en, label_others, amount_cents, sample, reason, staff_id,
       payment_reference, bill_id, ledger_entry_id, form_key, asked_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
     on conflict (form_key) do nothing returning id`,
    [
      fee.accountId,
      fee.fee,
      ...labelValues(fee.label),
      fee.amount,
      fee.sample,
      fee.reason,
      fee.staffId ?? null,
      fee.paymentReference ?? null,
      fee.billId ?? null,
      fee.entryId ?? null,
      fee.formKey,
      fee.now,
    ],
  );
  return rows.length > 0;
}

export async function insertFeeAnswer(
  tx: Database,
  answer: {
    readonly chargeId: number;
    readonly staffId: string;
    readonly outcome: 'approved' | 'denied';
    readonly reason: string;
    readonly entryId?: number;
    readonly now: Temporal.Instant;
  },
): Promise<void> {
  await tx.query(
    `insert into fee_answer (charge_id, staff_id, outcome, reason, ledger_entry_id, answered_at)
     values ($1, $2, $3, $4, $5, $6)`,
    [answer.chargeId, answer.staffId, answer.outcome, answer.reason, answer.entryId ?? null, answer.now],
  );
}

/**
 * The bill that a payment was for (the draft's, else the newest that stood when it was started), and whether a fee for a
 * returned payment of it stands.
 */
export async function feeOfReturnedBill(
  db: Database,
  paymentId: number,
): Promise<{ readonly billId?: number; readonly isCharged: boolean }> {
  const [row] = await db.query<{ bill_id: number | null; is_charged: boolean }>(
    `select paid_for.bill_id, exists (
       select from fee_charge f where f.bill_id = paid_for.bill_id and f.fee = 'returned-payment'
         and not exists (select from ledger_entry r where r.reverses_id = f.ledger_entry_id)
     ) as is_charged
     from payment y
     cross join lateral (select coalesce(
       (select d.bill_id from autopay_draft d where d.payment_id = y.id),
       (select b.id from bill b join ledger_entry e on e.id = b.ledger_entry_id
        where b.account_id = y.account_id and b.state = 'posted' and e.inserted_at <= y.started_at
        order by b.period_end desc limit 1)) as bill_id) paid_for
     where y.id = $1`,
    [paymentId],
  );
  return { ...present({ billId: row?.bill_id }), isCharged: row?.is_charged === true };
}

/** The fees that the return of a payment cost, taken back or not. */
export const feesOfReturnedPayment = (db: Database, reference: string): Promise<readonly FeeCharge[]> =>
  selectFees(db, `where f.payment_reference = $1 and f.fee = 'returned-payment' order by f.id`, [reference]);
