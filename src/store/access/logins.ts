import { isBefore, type Language, present } from '../../domain/kernel/index.ts';
import type { Database } from '../database.ts';
import { marksFrom } from '../marks.ts';
import { accountsNumbered } from '../numbered.sql.ts';

export interface Login {
  readonly id: string;
  /** Absent for people without one, who sign in with the number on their bill. */
  readonly email?: string;
  readonly language: Language;
}

interface LoginRow {
  readonly id: string;
  readonly email: string | null;
  readonly language: Language;
}

const toLogin = ({ id, email, language }: LoginRow): Login => ({ id, ...present({ email }), language });

export async function loginByEmail(db: Database, email: string): Promise<Login | undefined> {
  const [row] = await db.query<LoginRow>(`select id, email, language from login where email = $1`, [email]);
  return row && toLogin(row);
}

/**
 * The login without an email that owns this account, or an account of this customer; undefined where there is none, or several people have
 * accounts of one customer and the account's own number was not given. Else by what an account was called earlier.
 */
export async function loginByNumber(
  db: Database,
  { customer, account, written }: { readonly customer?: string; readonly account?: string; readonly written: string },
): Promise<Login | undefined> {
  const today = customer === undefined && account === undefined ? [] : await loginsByNumber(db, { customer, account });
  const rows = today.length > 0 ? today : await loginsByEarlierNumber(db, written);
  const [only] = rows;
  return rows.length === 1 && only !== undefined ? toLogin(only) : undefined;
}

function loginsByNumber(
  db: Database,
  { customer, account }: { readonly customer: string | undefined; readonly account: string | undefined },
): Promise<readonly LoginRow[]> {
  const { values, mark } = marksFrom([]);
  const isOf = [
    ...(customer === undefined ? [] : [`c.number = ${mark(customer)}`]),
    ...(account === undefined ? [] : [`a.number = ${mark(account)}`]),
  ];
  return db.query<LoginRow>(
    `select distinct l.id, l.email, l.language
     from customer c join account a on a.customer_id = c.id
     join account_access x on x.account_id = a.id and x.role = 'owner' and x.ended_at is null
     join login l on l.id = x.login_id and l.email is null
     where ${isOf.join(' and ')} limit 2`,
    values,
  );
}

/** What an account was called before is its own only where no account of today is called so. */
const loginsByEarlierNumber = (db: Database, written: string): Promise<readonly LoginRow[]> =>
  db.query<LoginRow>(
    `select distinct l.id, l.email, l.language
     from (select id, rank, min(rank) over () as best from ${accountsNumbered('$1')} numbered) found
     join account_access x on x.account_id = found.id and x.role = 'owner' and x.ended_at is null
     join login l on l.id = x.login_id and l.email is null
     where found.rank = found.best limit 2`,
    [written],
  );

export async function loginById(db: Database, id: string): Promise<Login | undefined> {
  const [row] = await db.query<LoginRow>(`select id, email, language from login where id = $1`, [id]);
  return row && toLogin(row);
}

/**
 * A login whose email was just verified, or that has none, in the shape better-auth reads. False where another registration
 * of the same email was quicker.
 */
export async function insertLogin(
  tx: Database,
  login: Login & { readonly passwordHash: string | undefined },
  now: Temporal.Instant,
): Promise<boolean> {
  const rows = await tx.query(
    `insert into login (id, email, email_verified, name, language, created_at, updated_at)
     values ($1, $2, $2::text is not null, '', $3, $4, $4) on conflict (email) do nothing returning id`,
    [login.id, login.email ?? null, login.language, now],
  );
  if (rows.length === 0) return false;
  if (login.passwordHash !== undefined) await setPassword(tx, login.id, { hash: login.passwordHash, now });
  return true;
}

/** Sets or replaces the password of a login. */
export async function setPassword(
  tx: Database,
  loginId: string,
  { hash, now }: { readonly hash: string; readonly now: Temporal.Instant },
): Promise<void> {
  await tx.query(
    `insert into login_credential (id, login_id, account_id, provider_id, password, created_at, updated_at)
     values (gen_random_uuid(), $1, $1, 'credential', $2, $3, $3)
     on conflict (provider_id, account_id) do update set password = excluded.password, updated_at = excluded.updated_at`,
    [loginId, hash, now],
  );
}

export async function passwordHashOf(db: Database, loginId: string): Promise<string | undefined> {
  const [row] = await db.query<{ password: string | null }>(
    `select password from login_credential where login_id = $1 and provider_id = 'credential'`,
    [loginId],
  );
  return row?.password ?? undefined;
}

export interface OpenSession {
  readonly id: string;
  readonly userAgent: string;
  /** Where it was begun from, as tries are counted: an address, or a network of IPv6. */
  readonly network: string;
  readonly secondsSinceSignIn: number;
  /** Moved once a minute. */
  readonly secondsSinceUse: number;
}

/** Sessions keep the machine's time, so their ages are the database's to tell. */
export async function sessionsOf(db: Database, loginId: string): Promise<readonly OpenSession[]> {
  const rows = await db.query<{
    id: string;
    user_agent: string | null;
    ip_address: string | null;
    signed_in: number;
    used: number;
  }>(
    `select id, user_agent, ip_address, extract(epoch from now() - created_at)::integer as signed_in,
       extract(epoch from now() - updated_at)::integer as used
     from login_session where login_id = $1 and expires_at > now() order by updated_at desc, id`,
    [loginId],
  );
  return rows.map((row) => ({
    id: row.id,
    userAgent: row.user_agent ?? '',
    network: row.ip_address ?? '',
    secondsSinceSignIn: row.signed_in,
    secondsSinceUse: row.used,
  }));
}

/** Signs a login out everywhere, or everywhere but in one session. */
export async function endSessions(tx: Database, loginId: string, except = ''): Promise<void> {
  await tx.query(`delete from login_session where login_id = $1 and id <> $2`, [loginId, except]);
}

export async function endSession(tx: Database, loginId: string, sessionId: string): Promise<void> {
  await tx.query(`delete from login_session where login_id = $1 and id = $2`, [loginId, sessionId]);
}

export async function recordConsent(
  tx: Database,
  consent: {
    readonly loginId: string;
    readonly kind: string;
    readonly text: string;
    readonly version: string;
    readonly language: Language;
    readonly address: string | undefined;
  },
  now: Temporal.Instant,
): Promise<void> {
  await tx.query(
    `insert into consent (login_id, kind, text, version, language, channel, given_at, address)
     values ($1, $2, $3, $4, $5, 'portal', $6, $7)`,
    [consent.loginId, consent.kind, consent.text, consent.version, consent.language, now, consent.address ?? null],
  );
}

/** Keeps a way to set a new password for an hour; the token itself goes by mail only. */
export async function keepPasswordReset(
  tx: Database,
  loginId: string,
  {
    tokenHash,
    now,
    expiresAt,
  }: { readonly tokenHash: string; readonly now: Temporal.Instant; readonly expiresAt: Temporal.Instant },
): Promise<void> {
  // One asked for earlier works on: else anybody who asks could spoil the one its owner holds.
  await tx.query(`delete from login_verification where identifier like 'reset:%' and expires_at < $1`, [now]);
  await tx.query(
    `insert into login_verification (id, identifier, value, expires_at, created_at, updated_at)
     values (gen_random_uuid(), $1, $2, $3, $4, $4)`,
    [`reset:${tokenHash}`, loginId, expiresAt, now],
  );
}

/** Whose reset token it is, while it is good. */
export async function passwordResetOf(
  db: Database,
  tokenHash: string,
  now: Temporal.Instant,
): Promise<string | undefined> {
  const [row] = await db.query<{ value: string }>(
    `select value from login_verification where identifier = $1 and expires_at > $2`,
    [`reset:${tokenHash}`, now],
  );
  return row?.value;
}

/** All links to a new password of this login die: it has one now. */
export async function endPasswordResets(tx: Database, loginId: string): Promise<void> {
  await tx.query(`delete from login_verification where identifier like 'reset:%' and value = $1`, [loginId]);
}

/** Takes a reset token: gives its login once, then never again. */
export async function takePasswordReset(
  tx: Database,
  tokenHash: string,
  now: Temporal.Instant,
): Promise<string | undefined> {
  const [row] = await tx.query<{ value: string; expires_at: Temporal.Instant }>(
    `delete from login_verification where identifier = $1 returning value, expires_at`,
    [`reset:${tokenHash}`],
  );
  return row !== undefined && isBefore(now, row.expires_at) ? row.value : undefined;
}

/** Sessions of both realms that ended. They are better-auth's, which keeps the machine's time, so this asks the database's. */
export async function forgetEndedSessions(db: Database): Promise<void> {
  await db.query(`delete from login_session where expires_at < now()`);
  await db.query(`delete from staff_session where expires_at < now()`);
  await db.query(`delete from staff_verification where expires_at < now()`);
}
