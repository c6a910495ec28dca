import { present } from '../../domain/kernel/index.ts';
import type { Database } from '../database.ts';

/** A new email of a login, on its way or proven. */
export interface EmailChange {
  readonly id: number;
  readonly loginId: string;
  readonly email: string;
  readonly emailBefore?: string;
  readonly codeHash?: string;
  readonly codeTries: number;
  readonly askedAt: Temporal.Instant;
  readonly expiresAt: Temporal.Instant;
  readonly provenAt?: Temporal.Instant;
}

interface Row {
  readonly id: number;
  readonly login_id: string;
  readonly email: string;
  readonly email_before: string | null;
  readonly code_hash: string | null;
  readonly code_tries: number;
  readonly asked_at: Temporal.Instant;
  readonly expires_at: Temporal.Instant;
  readonly proven_at: Temporal.Instant | null;
}

const columns = 'id, login_id, email, email_before, code_hash, code_tries, asked_at, expires_at, proven_at';
const waits = 'proven_at is null and ended_at is null';

const fromRow = (row: Row): EmailChange => ({
  id: row.id,
  loginId: row.login_id,
  email: row.email,
  ...present({ emailBefore: row.email_before, codeHash: row.code_hash, provenAt: row.proven_at }),
  codeTries: row.code_tries,
  askedAt: row.asked_at,
  expiresAt: row.expires_at,
});

/** Keeps a change until its email is proven; one asked for before ends. */
export async function insertEmailChange(
  tx: Database,
  change: {
    readonly loginId: string;
    readonly email: string;
    readonly emailBefore: string | undefined;
    /** Neither, where nothing can prove it: the email has a login. */
    readonly codeHash: string | undefined;
    readonly linkHash: string | undefined;
    readonly objectionHash: string;
    readonly now: Temporal.Instant;
    readonly expiresAt: Temporal.Instant;
  },
): Promise<void> {
  await endEmailChange(tx, change.loginId, change.now);
  await tx.query(
    `insert into email_change
       (login_id, email, email_before, code_hash, link_hash, objection_hash, asked_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      change.loginId,
      change.email,
      change.emailBefore ?? null,
      change.codeHash ?? null,
      change.linkHash ?? null,
      change.objectionHash,
      change.now,
      change.expiresAt,
    ],
  );
}

/** The change that a login waits for. */
export async function waitingEmailChange(
  db: Database,
  loginId: string,
  now: Temporal.Instant,
): Promise<EmailChange | undefined> {
  const [row] = await db.query<Row>(
    `select ${columns} from email_change where login_id = $1 and ${waits} and expires_at > $2 for update`,
    [loginId, now],
  );
  return row && fromRow(row);
}

export async function emailChangeByLink(
  db: Database,
  linkHash: string,
  now: Temporal.Instant,
): Promise<EmailChange | undefined> {
  const [row] = await db.query<Row>(
    `select ${columns} from email_change where link_hash = $1 and ${waits} and expires_at > $2 for update`,
    [linkHash, now],
  );
  return row && fromRow(row);
}

export async function countEmailTry(tx: Database, id: number): Promise<void> {
  await tx.query(`update email_change set code_tries = code_tries + 1 where id = $1`, [id]);
}

/** Ends the change that waits, if one does. */
export async function endEmailChange(tx: Database, loginId: string, now: Temporal.Instant): Promise<boolean> {
  const rows = await tx.query(
    `update email_change set ended_at = greatest(asked_at, $2), code_hash = null, link_hash = null
     where login_id = $1 and ${waits} returning id`,
    [loginId, now],
  );
  return rows.length > 0;
}

/** The mail that says so brings a link of its own to object by; the one of before works on. */
export async function keepEmailProven(
  tx: Database,
  id: number,
  { objectionHash, now }: { readonly objectionHash: string; readonly now: Temporal.Instant },
): Promise<void> {
  await tx.query(
    `update email_change set proven_at = greatest(asked_at, $2), objection_hash_after = $3, code_hash = null, link_hash = null
     where id = $1`,
    [id, now, objectionHash],
  );
}

/** False where another login has the email by now. */
export async function setLoginEmail(
  tx: Database,
  loginId: string,
  { email, now }: { readonly email: string; readonly now: Temporal.Instant },
): Promise<boolean> {
  const rows = await tx.query(
    `update login set email = $2, email_verified = true, updated_at = $3
     where id = $1 and not exists (select from login where email = $2 and id <> $1) returning id`,
    [loginId, email, now],
  );
  return rows.length === 1;
}

/** The change that an old email's link can object to. */
export async function emailChangeToObject(
  db: Database,
  objectionHash: string,
  askedAfter: Temporal.Instant,
): Promise<EmailChange | undefined> {
  const [row] = await db.query<Row>(
    `select ${columns} from email_change
     where (objection_hash = $1 or objection_hash_after = $1) and objected_at is null and asked_at > $2 for update`,
    [objectionHash, askedAfter],
  );
  return row && fromRow(row);
}

export async function objectToEmailChange(tx: Database, id: number, now: Temporal.Instant): Promise<void> {
  await tx.query(
    `update email_change set objected_at = greatest(asked_at, $2), objection_hash = null,
       objection_hash_after = null, code_hash = null, link_hash = null,
       ended_at = coalesce(ended_at, greatest(asked_at, $2))
     where id = $1`,
    [id, now],
  );
}

/**
 * Gives a login its old email back, and takes away every way in that began since the change was asked for, and the password,
 * which somebody else knows.
 */
export async function takeBackEmail(
  tx: Database,
  {
    loginId,
    emailBefore,
    askedAt,
    now,
  }: Pick<EmailChange, 'loginId' | 'askedAt'> & {
    readonly emailBefore: string;
    readonly now: Temporal.Instant;
  },
): Promise<boolean> {
  const isBack = await setLoginEmail(tx, loginId, { email: emailBefore, now });
  await endEmailChange(tx, loginId, now);
  await tx.query(`delete from login_session where login_id = $1`, [loginId]);
  await tx.query(`delete from login_credential where login_id = $1`, [loginId]);
  await tx.query(`delete from login_verification where split_part(value, ' ', 1) = $1`, [loginId]);
  await tx.query(`delete from login_passkey where login_id = $1 and created_at >= $2`, [loginId, askedAt]);
  await tx.query(`delete from login_totp where login_id = $1 and coalesce(verified_at, made_at) >= $2`, [
    loginId,
    askedAt,
  ]);
  return isBack;
}
