import { present } from '../../domain/kernel/index.ts';
import type { MethodShown } from '../../domain/payments/index.ts';
import type { Database } from '../database.ts';

/** A saved method: the processor's token and what may be shown. */
export interface StoredMethod {
  readonly id: number;
  readonly token: string;
  readonly customer?: string;
  readonly shown: MethodShown;
}

export interface MethodColumns {
  payment_method_id: number;
  processor_token: string;
  processor_customer: string | null;
  kind: 'card' | 'bank';
  brand: string;
  last4: string;
  expires_on: Temporal.PlainDate | null;
}

export const methodColumns = `m.id as payment_method_id, m.processor_token, m.processor_customer, m.kind, m.brand, m.last4, m.expires_on`;

export const toMethod = (row: MethodColumns): StoredMethod => ({
  id: row.payment_method_id,
  token: row.processor_token,
  ...present({ customer: row.processor_customer }),
  shown: {
    kind: row.kind,
    brand: row.brand,
    last4: row.last4,
    ...present({ expiresOn: row.expires_on }),
  },
});

/** Keeps a method the processor saved; the same token again is the same method. */
export async function savePaymentMethod(
  tx: Database,
  saved: {
    readonly loginId: string;
    readonly processor: string;
    readonly token: string;
    readonly customer?: string;
    readonly shown: MethodShown;
    readonly now: Temporal.Instant;
  },
): Promise<number> {
  const { shown } = saved;
  const [row] = await tx.query<{ id: number }>(
    `insert into payment_method (login_id, processor, processor_token, processor_customer, kind, brand, last4,
       expires_on, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     on conflict (processor_token) do update set removed_at = null returning id`,
    [
      saved.loginId,
      saved.processor,
      saved.token,
      saved.customer ?? null,
      shown.kind,
      shown.brand,
      shown.last4,
      shown.expiresOn ?? null,
      saved.now,
    ],
  );
  if (row === undefined) throw new Error('payment method neither kept nor known');
  return row.id;
}

/** The methods a login saved, newest first, without cards that expired before `today`. */
export async function methodsOfLogin(
  db: Database,
  loginId: string,
  today: Temporal.PlainDate,
): Promise<readonly StoredMethod[]> {
  const rows = await db.query<MethodColumns>(
    `select ${methodColumns} from payment_method m
     where m.login_id = $1 and m.removed_at is null and (m.expires_on is null or m.expires_on >= $2)
     order by m.id desc`,
    [loginId, today],
  );
  return rows.map(toMethod);
}

/**
 * Holds the method until the transaction ends, so that nobody removes it meanwhile; false where the login has no such
 * method, or its card expired before `today`.
 */
export async function holdMethod(
  tx: Database,
  held: { readonly id: number; readonly loginId: string; readonly today: Temporal.PlainDate },
): Promise<boolean> {
  const rows = await tx.query(
    `select from payment_method where id = $1 and login_id = $2 and removed_at is null
       and (expires_on is null or expires_on >= $3) for share`,
    [held.id, held.loginId, held.today],
  );
  return rows.length === 1;
}

/** A saved method with the accounts that draft it: by autopay in force, or by a draft that is still to settle. */
export interface MethodInUse extends StoredMethod {
  readonly usedBy: readonly string[];
}

/** All the methods a login has, newest first, expired ones too: with `id`, that one. */
export async function methodsInUse(db: Database, loginId: string, id?: number): Promise<readonly MethodInUse[]> {
  const rows = await db.query<MethodColumns & { used_by: readonly string[] }>(
    `select ${methodColumns}, (
       select coalesce(jsonb_agg(a.number order by a.id), '[]')
       from account a
       where exists (select from autopay o where o.account_id = a.id and o.payment_method_id = m.id and (
         o.ended_at is null or exists (
           select from autopay_draft d where d.autopay_id = o.id and d.state in ('scheduled', 'submitted'))))
     ) as used_by
     from payment_method m
     where m.login_id = $1 and m.removed_at is null and ($2::bigint is null or m.id = $2)
     order by m.id desc`,
    [loginId, id ?? null],
  );
  return rows.map((row) => ({ ...toMethod(row), usedBy: row.used_by }));
}

/** The method, held alone by this transaction: what is about to use it waits. */
export async function lockMethodInUse(tx: Database, loginId: string, id: number): Promise<MethodInUse | undefined> {
  await tx.query('select from payment_method where id = $1 and login_id = $2 for update', [id, loginId]);
  return (await methodsInUse(tx, loginId, id))[0];
}

export async function removeMethod(tx: Database, id: number, now: Temporal.Instant): Promise<void> {
  await tx.query('update payment_method set removed_at = $2 where id = $1', [id, now]);
}
