import { type Cents, cents, type Language, present } from '../../domain/kernel/index.ts';
import type { MethodShown, Payment, PaymentChannel, PaymentFacts, PaymentState } from '../../domain/payments/index.ts';
import type { Database } from '../database.ts';

interface PaymentRow {
  id: number;
  reference: string;
  account_id: number;
  amount_cents: number;
  fee_cents: number;
  channel: PaymentChannel;
  state: PaymentState;
  refunded_cents: number;
  refund_said_at: Temporal.Instant | null;
  disputed_cents: number;
  bank_said_at: Temporal.Instant | null;
  login_id: string | null;
  staff_id: string | null;
  method_kind: 'card' | 'bank' | 'cash' | 'check' | null;
  method_brand: string | null;
  method_last4: string | null;
  processor: string | null;
  processor_session: string | null;
  processor_url: string | null;
  processor_payment: string | null;
  decline_code: string | null;
  return_code: string | null;
  receipt_email: string | null;
  receipt_language: Language;
  started_at: Temporal.Instant;
  settled_at: Temporal.Instant | null;
  paid_on: Temporal.PlainDate | null;
}

const columns = `id, reference, account_id, amount_cents, fee_cents, channel, state, refunded_cents, refund_said_at,
  disputed_cents, bank_said_at, login_id, staff_id, method_kind,
  method_brand, method_last4, processor, processor_session, processor_url, processor_payment, decline_code, return_code,
  receipt_email, receipt_language, started_at, settled_at, paid_on`;

const toPayment = (row: PaymentRow): Payment => ({
  id: row.id,
  reference: row.reference,
  accountId: row.account_id,
  amount: cents(row.amount_cents),
  fee: cents(row.fee_cents),
  channel: row.channel,
  state: row.state,
  refunded: cents(row.refunded_cents),
  disputed: cents(row.disputed_cents),
  ...present({ refundSaidAt: row.refund_said_at, bankSaidAt: row.bank_said_at }),
  ...present({ loginId: row.login_id, staffId: row.staff_id }),
  ...(row.method_kind === null
    ? {}
    : {
        method: {
          kind: row.method_kind,
          ...present({ brand: row.method_brand, last4: row.method_last4 }),
        },
      }),
  ...present({
    processor: row.processor,
    processorSession: row.processor_session,
    processorUrl: row.processor_url,
    processorPayment: row.processor_payment,
    declineCode: row.decline_code,
    returnCode: row.return_code,
    receiptEmail: row.receipt_email,
  }),
  receiptLanguage: row.receipt_language,
  startedAt: row.started_at,
  ...present({ settledAt: row.settled_at, paidOn: row.paid_on }),
});

export interface NewPayment {
  readonly reference: string;
  readonly accountId: number;
  readonly amount: Cents;
  readonly fee: Cents;
  readonly channel: PaymentChannel;
  readonly loginId?: string;
  readonly staffId?: string;
  readonly paymentMethodId?: number;
  readonly methodKind: 'card' | 'bank';
  readonly processor: string;
  readonly receiptEmail?: string;
  readonly receiptLanguage: Language;
  readonly idempotencyKey: string;
  readonly startedAt: Temporal.Instant;
}

/** Starts a payment, or answers the one that the same key started before. */
export async function insertPayment(tx: Database, payment: NewPayment): Promise<Payment> {
  await tx.query(
    `insert into payment (reference, account_id, amount_cents, fee_cents, channel, state, login_id, staff_id,
       payment_method_id, method_kind, processor, receipt_email, receipt_language, idempotency_key, started_at)
     values ($1, $2, $3, $4, $5, 'started', $6, $7, $8, $9, $10, $11, $12, $13, $14)
     on conflict (idempotency_key) do nothing`,
    [
      payment.reference,
      payment.accountId,
      payment.amount,
      payment.fee,
      payment.channel,
      payment.loginId ?? null,
      payment.staffId ?? null,
      payment.paymentMethodId ?? null,
      payment.methodKind,
      payment.processor,
      payment.receiptEmail ?? null,
      payment.receiptLanguage,
      payment.idempotencyKey,
      payment.startedAt,
    ],
  );
  const started = await findPaymentByKey(tx, payment.idempotencyKey);
  if (started === undefined) throw new Error(`payment ${payment.idempotencyKey} neither started nor found`);
  return started;
}

export const findPaymentByKey = (db: Database, idempotencyKey: string): Promise<Payment | undefined> =>
  selectPayment(db, 'where idempotency_key = $1', idempotencyKey);

export const findPayment = (db: Database, reference: string): Promise<Payment | undefined> =>
  selectPayment(db, 'where reference = $1', reference);

/** A payment by the processor's id of it. */
export const findPaymentAtProcessor = (db: Database, processorPayment: string): Promise<Payment | undefined> =>
  selectPayment(db, 'where processor_payment = $1', processorPayment);

/** Locks the payment's row until the transaction ends. */
export const lockPayment = (tx: Database, reference: string): Promise<Payment | undefined> =>
  selectPayment(tx, 'where reference = $1 for update', reference);

async function selectPayment(db: Database, condition: string, parameter: string): Promise<Payment | undefined> {
  const [row] = await db.query<PaymentRow>(`select ${columns} from payment ${condition}`, [parameter]);
  return row === undefined ? undefined : toPayment(row);
}

/** Keeps the hosted page of a payment; false where the payment is no longer under way. */
export async function saveHostedPage(
  db: Database,
  paymentId: number,
  page: { readonly session: string; readonly url: string },
): Promise<boolean> {
  const kept = await db.query(
    `update payment set processor_session = $2, processor_url = $3 where id = $1 and state = 'started' returning id`,
    [paymentId, page.session, page.url],
  );
  return kept.length === 1;
}

/** Started and not settled, oldest first: what the processor must be asked about. */
export async function paymentsStartedBefore(
  db: Database,
  before: Temporal.Instant,
  limit: number,
): Promise<readonly Payment[]> {
  const rows = await db.query<PaymentRow>(
    `select ${columns} from payment where state = 'started' and started_at <= $1 order by started_at limit $2`,
    [before, limit],
  );
  return rows.map(toPayment);
}

/** Payments of the account that are under way now. */
export async function paymentsUnderWay(db: Database, accountId: number): Promise<readonly Payment[]> {
  const rows = await db.query<PaymentRow>(
    `select ${columns} from payment where account_id = $1 and state = 'started' order by id`,
    [accountId],
  );
  return rows.map(toPayment);
}

/** Payments of the account that were paid since a moment and stand. */
export async function paymentsPaidSince(
  db: Database,
  accountId: number,
  since: Temporal.Instant,
): Promise<readonly Payment[]> {
  const rows = await db.query<PaymentRow>(
    `select ${columns} from payment
     where account_id = $1 and state = 'succeeded' and channel <> 'autopay' and settled_at >= $2 order by id desc`,
    [accountId, since],
  );
  return rows.map(toPayment);
}

export interface PaidInBooks {
  readonly ledgerEntryId: number;
  readonly paidOn: Temporal.PlainDate;
  readonly processorPayment: string;
  /** Absent where the processor's word did not say: what was chosen stays. */
  readonly method?: MethodShown;
}

/** What the processor's word made of a payment. What is not given stays as it was. */
export async function savePaymentState(
  tx: Database,
  paymentId: number,
  change: {
    readonly facts: PaymentFacts;
    /** What is out of the books now because somebody disputes it. */
    readonly disputed: Cents;
    readonly settledAt: Temporal.Instant;
    readonly paid?: PaidInBooks;
    readonly declineCode?: string;
    readonly returnCode?: string;
  },
): Promise<void> {
  const { paid, facts } = change;
  await tx.query(
    `update payment set state = $2, settled_at = $3,
       ledger_entry_id = coalesce($4, ledger_entry_id), paid_on = coalesce($5, paid_on),
       processor_payment = coalesce($6, processor_payment), method_kind = coalesce($7, method_kind),
       method_brand = coalesce($8, method_brand), method_last4 = coalesce($9, method_last4),
       decline_code = $10, return_code = $11,
       refunded_cents = $12, refund_said_at = $13, bank_said_at = $14, disputed_cents = $15
     where id = $1`,
    [
      paymentId,
      facts.state,
      change.settledAt,
      paid?.ledgerEntryId ?? null,
      paid?.paidOn ?? null,
      paid?.processorPayment ?? null,
      paid?.method?.kind ?? null,
      paid?.method?.brand ?? null,
      paid?.method?.last4 ?? null,
      change.declineCode ?? null,
      change.returnCode ?? null,
      facts.refunded,
      facts.refundSaidAt ?? null,
      facts.bankSaidAt ?? null,
      change.disputed,
    ],
  );
}

export interface PaymentPage {
  readonly offset: number;
  readonly limit: number;
}

/** What was paid, returned or refused on the account, newest first; a page more than asked tells that there is more. */
export async function paymentsOfAccount(
  db: Database,
  accountId: number,
  page: PaymentPage,
): Promise<readonly Payment[]> {
  const rows = await db.query<PaymentRow>(
    `select ${columns} from payment
     where account_id = $1 and state <> 'abandoned'
     order by coalesce(paid_on::timestamptz, started_at) desc, id desc
     limit $2 offset $3`,
    [accountId, page.limit, page.offset],
  );
  return rows.map(toPayment);
}

/**
 * Keeps that a webhook came, before it is worked; false where this event was worked before. Another who brings the same event
 * meanwhile waits here for the first to end.
 */
export async function insertProcessorEvent(
  tx: Database,
  event: {
    readonly processor: string;
    readonly id: string;
    readonly kind: string;
    readonly reference?: string;
    readonly outcome?: unknown;
    readonly receivedAt: Temporal.Instant;
  },
): Promise<boolean> {
  const kept = await tx.query(
    `insert into processor_event (processor, id, kind, reference, outcome, received_at, result)
     values ($1, $2, $3, $4, $5::jsonb, $6, 'being-worked')
     on conflict do nothing returning id`,
    [
      event.processor,
      event.id,
      event.kind,
      event.reference ?? null,
      event.outcome === undefined ? null : JSON.stringify(event.outcome),
      event.receivedAt,
    ],
  );
  return kept.length === 1;
}

/** What a webhook changed. */
export async function saveEventResult(
  tx: Database,
  event: { readonly processor: string; readonly id: string; readonly result: string },
): Promise<void> {
  await tx.query('update processor_event set result = $3 where processor = $1 and id = $2', [
    event.processor,
    event.id,
    event.result,
  ]);
}
