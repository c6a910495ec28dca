import { type Cents, cents, type Language, type ListAsked, type ListPart } from '../../domain/kernel/index.ts';
import type { Database } from '../database.ts';
import { listPart } from '../list-part.ts';
import { type MethodColumns, methodColumns, type StoredMethod, toMethod } from './payment-methods.ts';

/** An authorization in force, or one that was. */
export interface Autopay {
  readonly id: number;
  readonly accountId: number;
  readonly loginId: string;
  readonly method: StoredMethod;
  readonly daysBeforeDue: number;
  readonly cap?: Cents;
  readonly authorizationText: string;
  readonly authorizationVersion: string;
  readonly language: Language;
  readonly agreedAt: Temporal.Instant;
  readonly firstDueOn: Temporal.PlainDate;
  /** Neither in force nor, replaced by a new authorization, still drafting the bills that the new one came too late for. */
  readonly isOver: boolean;
  /** An objection to its login's access is open: it drafts nothing until staff have decided. */
  readonly isHeld: boolean;
  /** A return or a refused card has paused it: it drafts nothing until the customer agrees again. */
  readonly paused?: { readonly at: Temporal.Instant; readonly code: string };
}

/** The authorization in force on the account. */
export async function activeAutopay(db: Database, accountId: number): Promise<Autopay | undefined> {
  return selectAutopay(db, 'a.account_id = $1 and a.ended_at is null', accountId);
}

export const findAutopay = (db: Database, id: number): Promise<Autopay | undefined> =>
  selectAutopay(db, 'a.id = $1', id);

// Replaced, it drafts what it kept until autopay itself is ended, by whichever authorization is in force then.
const isOver = `a.ended_at is not null and (a.ended_reason <> 'replaced' or exists (
  select from autopay e where e.account_id = a.account_id and e.ended_reason <> 'replaced' and e.ended_at >= a.ended_at))`;

async function selectAutopay(db: Database, condition: string, parameter: number): Promise<Autopay | undefined> {
  const [row] = await db.query<
    MethodColumns & {
      id: number;
      account_id: number;
      login_id: string;
      days_before_due: number;
      cap_cents: number | null;
      authorization_text: string;
      authorization_version: string;
      authorization_language: Language;
      agreed_at: Temporal.Instant;
      first_due_on: Temporal.PlainDate;
      is_over: boolean;
      is_held: boolean;
      paused_at: Temporal.Instant | null;
      paused_code: string | null;
    }
  >(
    `select a.id, a.account_id, a.login_id, a.days_before_due, a.cap_cents, a.authorization_text,
       a.authorization_version, a.authorization_language, a.agreed_at, a.first_due_on, a.paused_at, a.paused_code, ${isOver} as is_over,
       exists (select from access_closed c where c.account_id = a.account_id and c.login_id = a.login_id) as is_held,
       ${methodColumns}
     from autopay a join payment_method m on m.id = a.payment_method_id where ${condition}`,
    [parameter],
  );
  if (row === undefined) return undefined;
  return {
    id: row.id,
    accountId: row.account_id,
    loginId: row.login_id,
    method: toMethod(row),
    daysBeforeDue: row.days_before_due,
    ...(row.cap_cents === null ? {} : { cap: cents(row.cap_cents) }),
    authorizationText: row.authorization_text,
    authorizationVersion: row.authorization_version,
    language: row.authorization_language,
    agreedAt: row.agreed_at,
    firstDueOn: row.first_due_on,
    isOver: row.is_over,
    isHeld: row.is_held,
    ...(row.paused_at === null || row.paused_code === null
      ? {}
      : { paused: { at: row.paused_at, code: row.paused_code } }),
  };
}

export interface NewAutopay {
  readonly accountId: number;
  readonly loginId: string;
  readonly paymentMethodId: number;
  readonly daysBeforeDue: number;
  readonly cap?: Cents;
  readonly authorization: { readonly text: string; readonly version: string; readonly language: Language };
  readonly agreedAt: Temporal.Instant;
  readonly agreedAddress: string;
  readonly firstDueOn: Temporal.PlainDate;
  /** The authorization it takes the place of. */
  readonly replacesId?: number;
}

/** Puts an authorization in force; undefined where the account has one already. */
export async function insertAutopay(tx: Database, autopay: NewAutopay): Promise<number | undefined> {
  const [row] = await tx.query<{ id: number }>(
    `insert into autopay (account_id, login_id, payment_method_id, days_before_due, cap_cents, authorization_text,
       authorization_version, authorization_language, agreed_at, agreed_address, first_due_on, replaces_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
     on conflict do nothing returning id`,
    [
      autopay.accountId,
      autopay.loginId,
      autopay.paymentMethodId,
      autopay.daysBeforeDue,
      autopay.cap ?? null,
      autopay.authorization.text,
      autopay.authorization.version,
      autopay.authorization.language,
      autopay.agreedAt,
      autopay.agreedAddress,
      autopay.firstDueOn,
      autopay.replacesId ?? null,
    ],
  );
  return row?.id;
}

/** Ends the authorization in force; undefined where there is none. Its drafts not yet sent are skipped with it. */
export async function endAutopay(
  tx: Database,
  accountId: number,
  ended: { readonly reason: string; readonly now: Temporal.Instant },
): Promise<number | undefined> {
  const [row] = await tx.query<{ id: number }>(
    `update autopay set ended_at = $2, ended_reason = $3 where account_id = $1 and ended_at is null returning id`,
    [accountId, ended.now, ended.reason],
  );
  if (row === undefined) return undefined;
  await tx.query(
    `update autopay_draft set state = 'skipped', skipped_reason = 'autopay-ended'
     where autopay_id in (select id from autopay where account_id = $1) and state = 'scheduled'`,
    [accountId],
  );
  return row.id;
}

/**
 * Ends an authorization that another takes the place of; false where it is not in force any more. Drafts not yet sent of
 * bills due on `firstDueOn` or later are the new one's; earlier ones stay.
 */
export async function replaceAutopay(
  tx: Database,
  replaced: { readonly id: number; readonly firstDueOn: Temporal.PlainDate; readonly now: Temporal.Instant },
): Promise<boolean> {
  const rows = await tx.query<{ account_id: number }>(
    `update autopay set ended_at = $2, ended_reason = 'replaced' where id = $1 and ended_at is null returning account_id`,
    [replaced.id, replaced.now],
  );
  await tx.query(
    `update autopay_draft d set state = 'skipped', skipped_reason = 'autopay-replaced' from bill b
     where b.id = d.bill_id and b.account_id = $1 and b.due_on >= $2 and d.state = 'scheduled'`,
    [rows[0]?.account_id ?? null, replaced.firstDueOn],
  );
  return rows.length === 1;
}

/** Pauses an authorization that is in force; false where it is paused or over already. */
export async function pauseAutopay(
  tx: Database,
  id: number,
  paused: { readonly code: string; readonly paymentId: number; readonly now: Temporal.Instant },
): Promise<boolean> {
  const rows = await tx.query(
    `update autopay set paused_at = $2, paused_code = $3, paused_payment_id = $4
     where id = $1 and paused_at is null and ended_at is null returning id`,
    [id, paused.now, paused.code, paused.paymentId],
  );
  return rows.length === 1;
}

/** Lets an authorization go on that a payment had paused, since the bank paid it after all. */
export async function liftPause(tx: Database, paymentId: number): Promise<boolean> {
  const rows = await tx.query(
    `update autopay set paused_at = null, paused_code = null, paused_payment_id = null
     where paused_payment_id = $1 and ended_at is null returning id`,
    [paymentId],
  );
  return rows.length > 0;
}

/** Autopay that is paused, for the staff to know about: nobody but the customer can let it go on. */
export interface PausedAutopay {
  readonly account: string;
  readonly customerName: string;
  readonly pausedAt: Temporal.Instant;
  readonly code: string;
}

interface PausedRow {
  readonly id: number;
  readonly account: string;
  readonly name: string;
  readonly paused_at: Temporal.Instant;
  readonly paused_code: string;
}

/** The newest first. */
export const pausedAutopays = (db: Database, asked: ListAsked): Promise<ListPart<PausedAutopay>> =>
  listPart<PausedRow, PausedAutopay>(
    db,
    {
      select: `select a.id, account.number as account, c.name, a.paused_at, a.paused_code
        from autopay a
        join account on account.id = a.account_id
        join customer c on c.id = account.customer_id
        where a.paused_at is not null and a.ended_at is null`,
      parameters: [],
      order: [{ by: 'l.paused_at', type: 'timestamptz', isDown: true }],
      id: { by: 'l.id', type: 'bigint', isDown: true },
      sorts: {
        account: { by: 'l.account', type: 'text' },
        since: { by: 'l.paused_at', type: 'timestamptz' },
        code: { by: 'l.paused_code', type: 'text' },
      },
      toRow: (row) => ({
        account: row.account,
        customerName: row.name,
        pausedAt: row.paused_at,
        code: row.paused_code,
      }),
    },
    asked,
  );
