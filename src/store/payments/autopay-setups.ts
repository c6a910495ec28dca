import { type Cents, cents, present } from '../../domain/kernel/index.ts';
import type { Database } from '../database.ts';
import { type MethodColumns, methodColumns, type StoredMethod, toMethod } from './payment-methods.ts';

/** A customer on the way to autopay. */
export interface AutopaySetup {
  readonly id: number;
  readonly reference: string;
  readonly accountId: number;
  readonly loginId: string;
  readonly daysBeforeDue: number;
  readonly cap?: Cents;
  readonly processorSession?: string;
  readonly processorUrl?: string;
  readonly method?: StoredMethod;
  readonly autopayId?: number;
  /** The authorization that is being changed. */
  readonly replacesId?: number;
}

/** Begins a setup, or answers the one that the same form began. */
export async function insertAutopaySetup(
  tx: Database,
  setup: Omit<AutopaySetup, 'id' | 'method' | 'autopayId'> & {
    readonly paymentMethodId?: number;
    readonly idempotencyKey: string;
    readonly now: Temporal.Instant;
  },
): Promise<AutopaySetup> {
  await tx.query(
    `insert into autopay_setup (reference, account_id, login_id, days_before_due, cap_cents, payment_method_id,
       idempotency_key, created_at, replaces_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (idempotency_key) do nothing`,
    [
      setup.reference,
      setup.accountId,
      setup.loginId,
      setup.daysBeforeDue,
      setup.cap ?? null,
      setup.paymentMethodId ?? null,
      setup.idempotencyKey,
      setup.now,
      setup.replacesId ?? null,
    ],
  );
  const begun = await selectSetup(tx, 's.idempotency_key = $1', setup.idempotencyKey);
  if (begun === undefined) throw new Error('autopay setup neither begun nor found');
  return begun;
}

export const findAutopaySetup = (db: Database, reference: string): Promise<AutopaySetup | undefined> =>
  selectSetup(db, 's.reference = $1', reference);

async function selectSetup(db: Database, condition: string, parameter: string): Promise<AutopaySetup | undefined> {
  const [row] = await db.query<
    { [Column in keyof MethodColumns]: MethodColumns[Column] | null } & {
      id: number;
      reference: string;
      account_id: number;
      login_id: string;
      days_before_due: number;
      cap_cents: number | null;
      processor_session: string | null;
      processor_url: string | null;
      autopay_id: number | null;
      replaces_id: number | null;
    }
  >(
    `select s.id, s.reference, s.account_id, s.login_id, s.days_before_due, s.cap_cents, s.processor_session,
       s.processor_url, s.autopay_id, s.replaces_id, ${methodColumns}
     from autopay_setup s left join payment_method m on m.id = s.payment_method_id where ${condition}`,
    [parameter],
  );
  if (row === undefined) return undefined;
  const { payment_method_id, processor_token, processor_customer, kind, brand, last4, expires_on } = row;
  const method =
    payment_method_id === null || processor_token === null || kind === null || brand === null || last4 === null
      ? undefined
      : toMethod({ payment_method_id, processor_token, processor_customer, kind, brand, last4, expires_on });
  return {
    id: row.id,
    reference: row.reference,
    accountId: row.account_id,
    loginId: row.login_id,
    daysBeforeDue: row.days_before_due,
    ...(row.cap_cents === null ? {} : { cap: cents(row.cap_cents) }),
    ...present({
      processorSession: row.processor_session,
      processorUrl: row.processor_url,
      method,
      autopayId: row.autopay_id,
      replacesId: row.replaces_id,
    }),
  };
}

export async function saveSetupPage(
  db: Database,
  setupId: number,
  page: { readonly session: string; readonly url: string },
): Promise<void> {
  await db.query('update autopay_setup set processor_session = $2, processor_url = $3 where id = $1', [
    setupId,
    page.session,
    page.url,
  ]);
}

export async function saveSetupMethod(tx: Database, setupId: number, paymentMethodId: number): Promise<void> {
  await tx.query('update autopay_setup set payment_method_id = $2 where id = $1', [setupId, paymentMethodId]);
}

export async function finishSetup(tx: Database, setupId: number, autopayId: number): Promise<void> {
  await tx.query('update autopay_setup set autopay_id = $2 where id = $1', [setupId, autopayId]);
}
