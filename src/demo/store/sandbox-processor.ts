import { type Cents, cents, type Language, present } from '../../domain/kernel/index.ts';
import type { MethodShown, OnlineMethodKind } from '../../domain/payments/index.ts';
import type { Database } from '../../store/database.ts';

/** A hosted page of the sandbox processor, in its own books. */
export interface SandboxSession {
  readonly id: string;
  readonly reference: string;
  readonly purpose: 'payment' | 'setup';
  readonly amount: Cents;
  /** What the page asks for; a page that saves a method offers both. */
  readonly methodKind?: OnlineMethodKind;
  readonly language: Language;
  readonly merchant: string;
  readonly summary: string;
  readonly returnUrl: string;
  readonly state: 'open' | 'complete' | 'closed';
  readonly methodToken?: string;
  readonly declinedWith?: string;
  readonly expiresAt: Temporal.Instant;
}

export type NewSandboxSession = Omit<SandboxSession, 'state' | 'methodToken' | 'declinedWith'> & {
  readonly createdAt: Temporal.Instant;
};

/** A method as the sandbox keeps it: never a number, only what charging it does. */
export interface SandboxMethod {
  readonly token: string;
  readonly shown: MethodShown;
  readonly declinesWith?: string;
  readonly returnsWith?: string;
}

export interface SandboxCharge {
  readonly id: string;
  readonly reference: string;
  readonly sessionId?: string;
  readonly method: SandboxMethod;
  readonly amount: Cents;
  readonly state: 'succeeded' | 'declined' | 'returned' | 'refunded';
  readonly code?: string;
  /** Given back so far. */
  readonly refunded: Cents;
  readonly dispute?: SandboxDispute;
  readonly at: Temporal.Instant;
}

/** A dispute in the sandbox's books, as plain as JSON: moments as ISO text. */
export interface SandboxDispute {
  readonly reference: string;
  readonly amount: number;
  readonly reason: string;
  readonly state: 'inquiry' | 'inquiry-closed' | 'needs-response' | 'under-review' | 'won' | 'lost';
  readonly evidenceDueAt: string;
  readonly withdrawn: number;
  readonly reinstated: number;
  readonly fee: number;
  readonly openedAt: string;
}

interface SessionRow {
  id: string;
  merchant_reference: string;
  purpose: 'payment' | 'setup';
  amount_cents: number;
  method_kind: OnlineMethodKind | null;
  language: Language;
  merchant: string;
  summary: string;
  return_url: string;
  state: SandboxSession['state'];
  method_token: string | null;
  declined_with: string | null;
  expires_at: Temporal.Instant;
}

const toSession = (row: SessionRow): SandboxSession => ({
  id: row.id,
  reference: row.merchant_reference,
  purpose: row.purpose,
  amount: cents(row.amount_cents),
  ...present({ methodKind: row.method_kind }),
  language: row.language,
  merchant: row.merchant,
  summary: row.summary,
  returnUrl: row.return_url,
  state: row.state,
  ...present({ methodToken: row.method_token, declinedWith: row.declined_with }),
  expiresAt: row.expires_at,
});

/** Makes a session, or answers the one that this key made before. */
export async function insertSandboxSession(
  db: Database,
  idempotencyKey: string,
  session: NewSandboxSession,
): Promise<SandboxSession> {
  await db.query(
    `insert into demo.processor_session (id, merchant_reference, idempotency_key, purpose, amount_cents, method_kind,
       language, merchant, summary, return_url, state, created_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'open', $11, $12)
     on conflict (idempotency_key) do nothing`,
    [
      session.id,
      session.reference,
      idempotencyKey,
      session.purpose,
      session.amount,
      session.methodKind ?? null,
      session.language,
      session.merchant,
      session.summary,
      session.returnUrl,
      session.createdAt,
      session.expiresAt,
    ],
  );
  const [row] = await db.query<SessionRow>('select * from demo.processor_session where idempotency_key = $1', [
    idempotencyKey,
  ]);
  if (row === undefined) throw new Error(`sandbox session ${idempotencyKey} neither made nor found`);
  return toSession(row);
}

export async function findSandboxSession(db: Database, id: string): Promise<SandboxSession | undefined> {
  const [row] = await db.query<SessionRow>('select * from demo.processor_session where id = $1', [id]);
  return row === undefined ? undefined : toSession(row);
}

/** Locks the session's row until the transaction ends, against a second click on «Pay». */
export async function lockSandboxSession(tx: Database, id: string): Promise<SandboxSession | undefined> {
  const [row] = await tx.query<SessionRow>('select * from demo.processor_session where id = $1 for update', [id]);
  return row === undefined ? undefined : toSession(row);
}

export async function saveSandboxSession(
  tx: Database,
  session: Pick<SandboxSession, 'id' | 'state' | 'methodToken' | 'declinedWith'>,
): Promise<void> {
  await tx.query('update demo.processor_session set state = $2, method_token = $3, declined_with = $4 where id = $1', [
    session.id,
    session.state,
    session.methodToken ?? null,
    session.declinedWith ?? null,
  ]);
}

export async function insertSandboxMethod(tx: Database, method: SandboxMethod): Promise<void> {
  await tx.query(
    `insert into demo.processor_method (token, kind, brand, last4, expires_on, declines_with, returns_with)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      method.token,
      method.shown.kind,
      method.shown.brand,
      method.shown.last4,
      method.shown.expiresOn ?? null,
      method.declinesWith ?? null,
      method.returnsWith ?? null,
    ],
  );
}

interface MethodRow {
  token: string;
  kind: OnlineMethodKind;
  brand: string;
  last4: string;
  expires_on: Temporal.PlainDate | null;
  declines_with: string | null;
  returns_with: string | null;
}

const toMethod = (row: MethodRow): SandboxMethod => ({
  token: row.token,
  shown: {
    kind: row.kind,
    brand: row.brand,
    last4: row.last4,
    ...present({ expiresOn: row.expires_on }),
  },
  ...present({ declinesWith: row.declines_with, returnsWith: row.returns_with }),
});

export async function findSandboxMethod(db: Database, token: string): Promise<SandboxMethod | undefined> {
  const [row] = await db.query<MethodRow>('select * from demo.processor_method where token = $1', [token]);
  return row === undefined ? undefined : toMethod(row);
}

/** Charges once a key: true where this call made the charge, false where an earlier one had. */
export async function insertSandboxCharge(
  tx: Database,
  idempotencyKey: string,
  charge: Omit<SandboxCharge, 'method' | 'refunded' | 'dispute'> & { readonly methodToken: string },
): Promise<boolean> {
  const made = await tx.query(
    `insert into demo.processor_charge (id, merchant_reference, session_id, idempotency_key, method_token,
       amount_cents, state, code, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     on conflict do nothing
     returning id`,
    [
      charge.id,
      charge.reference,
      charge.sessionId ?? null,
      idempotencyKey,
      charge.methodToken,
      charge.amount,
      charge.state,
      charge.code ?? null,
      charge.at,
    ],
  );
  return made.length === 1;
}

interface ChargeRow extends MethodRow {
  id: string;
  merchant_reference: string;
  session_id: string | null;
  amount_cents: number;
  state: SandboxCharge['state'];
  code: string | null;
  refunded_cents: number;
  dispute: SandboxDispute | null;
  created_at: Temporal.Instant;
}

async function selectCharges(db: Database, condition: string, parameters: readonly unknown[]) {
  const rows = await db.query<ChargeRow>(
    `select c.id, c.merchant_reference, c.session_id, c.amount_cents, c.state, c.code, c.refunded_cents, c.dispute,
       c.created_at, m.*
     from demo.processor_charge c join demo.processor_method m on m.token = c.method_token
     ${condition}`,
    parameters,
  );
  return rows.map(
    (row): SandboxCharge => ({
      id: row.id,
      reference: row.merchant_reference,
      ...present({ sessionId: row.session_id }),
      method: toMethod(row),
      amount: cents(row.amount_cents),
      state: row.state,
      ...present({ code: row.code }),
      refunded: cents(row.refunded_cents),
      ...present({ dispute: row.dispute }),
      at: row.created_at,
    }),
  );
}

export const findSandboxCharge = async (db: Database, reference: string): Promise<SandboxCharge | undefined> =>
  (await selectCharges(db, 'where c.merchant_reference = $1', [reference]))[0];

/** By the sandbox's own id of it. */
export const findSandboxChargeById = async (db: Database, id: string): Promise<SandboxCharge | undefined> =>
  (await selectCharges(db, 'where c.id = $1', [id]))[0];

/** Locks the charge's row until the transaction ends. */
export const lockSandboxCharge = async (tx: Database, reference: string): Promise<SandboxCharge | undefined> =>
  (await selectCharges(tx, 'where c.merchant_reference = $1 for update of c', [reference]))[0];

export const newestSandboxCharges = (db: Database, limit: number): Promise<readonly SandboxCharge[]> =>
  selectCharges(db, 'order by c.created_at desc, c.id desc limit $1', [limit]);

/** Charges of a time, and older ones that something happened to: the sandbox keeps no more than that it happened. */
export const sandboxChargesSince = (db: Database, since: Temporal.Instant): Promise<readonly SandboxCharge[]> =>
  selectCharges(
    db,
    `where c.created_at >= $1 or c.refunded_cents > 0 or c.dispute is not null or c.state = 'returned'
     order by c.created_at, c.id`,
    [since],
  );

/** What became of a charge. */
export async function saveSandboxCharge(
  tx: Database,
  charge: Pick<SandboxCharge, 'reference' | 'state' | 'code' | 'refunded' | 'dispute'>,
): Promise<void> {
  await tx.query(
    `update demo.processor_charge set state = $2, code = $3, refunded_cents = $4, dispute = $5::jsonb
     where merchant_reference = $1`,
    [
      charge.reference,
      charge.state,
      charge.code ?? null,
      charge.refunded,
      charge.dispute === undefined ? null : JSON.stringify(charge.dispute),
    ],
  );
}

export async function insertSandboxEvent(
  tx: Database,
  event: { readonly id: string; readonly webhookUrl: string; readonly payload: string; readonly at: Temporal.Instant },
): Promise<void> {
  await tx.query('insert into demo.processor_event (id, webhook_url, payload, created_at) values ($1, $2, $3, $4)', [
    event.id,
    event.webhookUrl,
    event.payload,
    event.at,
  ]);
}

export interface SandboxDelivery {
  readonly id: string;
  readonly webhookUrl: string;
  readonly payload: string;
}

export async function undeliveredSandboxEvents(db: Database): Promise<readonly SandboxDelivery[]> {
  const rows = await db.query<{ id: string; webhook_url: string; payload: string }>(
    `select id, webhook_url, payload from demo.processor_event
     where delivered_at is null order by created_at, id limit 100`,
  );
  return rows.map((row) => ({ id: row.id, webhookUrl: row.webhook_url, payload: row.payload }));
}

export async function saveSandboxAttempt(db: Database, id: string, deliveredAt: Temporal.Instant | null) {
  await db.query('update demo.processor_event set attempts = attempts + 1, delivered_at = $2 where id = $1', [
    id,
    deliveredAt,
  ]);
}

/** A method that its customer removed declines from now on; what it was charged stays in the books. */
export async function forgetSandboxMethod(db: Database, token: string): Promise<void> {
  await db.query(`update demo.processor_method set declines_with = 'method-unknown' where token = $1`, [token]);
}
