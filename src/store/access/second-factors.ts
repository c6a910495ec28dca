import { present } from '../../domain/kernel/index.ts';
import type { Database } from '../database.ts';

/** An authenticator app of a login. */
interface Authenticator {
  /** Sealed with the realm's key. */
  readonly secret: string;
  /** When its first code was right; until then it guards nothing. */
  readonly verifiedAt?: Temporal.Instant;
  readonly codesSavedAt?: Temporal.Instant;
}

export async function authenticatorOf(db: Database, loginId: string): Promise<Authenticator | undefined> {
  const [row] = await db.query<{
    secret: string;
    verified_at: Temporal.Instant | null;
    codes_saved_at: Temporal.Instant | null;
  }>(`select secret, verified_at, codes_saved_at from login_totp where login_id = $1`, [loginId]);
  return row && { secret: row.secret, ...present({ verifiedAt: row.verified_at, codesSavedAt: row.codes_saved_at }) };
}

/** Keeps the secret of an authenticator that is being set up. One that is in use stays as it is. */
export async function keepAuthenticator(
  tx: Database,
  loginId: string,
  { secret, now }: { readonly secret: string; readonly now: Temporal.Instant },
): Promise<void> {
  await tx.query(
    `insert into login_totp as t (login_id, secret, made_at) values ($1, $2, $3)
     on conflict (login_id) do update set secret = excluded.secret, made_at = excluded.made_at
       where t.verified_at is null`,
    [loginId, secret, now],
  );
}

/** False where it was in use already. */
export async function verifyAuthenticator(tx: Database, loginId: string, now: Temporal.Instant): Promise<boolean> {
  const rows = await tx.query(
    `update login_totp set verified_at = $2 where login_id = $1 and verified_at is null returning login_id`,
    [loginId, now],
  );
  return rows.length === 1;
}

/** Takes the authenticator and its recovery codes away. */
export async function deleteAuthenticator(tx: Database, loginId: string): Promise<boolean> {
  const rows = await tx.query<{ verified_at: Temporal.Instant | null }>(
    `delete from login_totp where login_id = $1 returning verified_at`,
    [loginId],
  );
  return rows[0]?.verified_at != null;
}

/** Puts new recovery codes in the place of all before. */
export async function replaceRecoveryCodes(
  tx: Database,
  loginId: string,
  { hashes, now }: { readonly hashes: readonly string[]; readonly now: Temporal.Instant },
): Promise<void> {
  await tx.query(`delete from login_recovery_code where login_id = $1`, [loginId]);
  await tx.query(
    `insert into login_recovery_code (login_id, position, code_hash, made_at)
     select $1, position, hash, $3 from unnest($2::text[]) with ordinality as given (hash, position)`,
    [loginId, hashes, now],
  );
  await tx.query(`update login_totp set codes_saved_at = null where login_id = $1`, [loginId]);
}

export async function sayCodesSaved(tx: Database, loginId: string, now: Temporal.Instant): Promise<void> {
  await tx.query(`update login_totp set codes_saved_at = $2 where login_id = $1`, [loginId, now]);
}

/** The recovery codes that still work. */
export const openRecoveryCodes = (
  db: Database,
  loginId: string,
): Promise<readonly { readonly position: number; readonly hash: string }[]> =>
  db.query(
    `select position, code_hash as hash from login_recovery_code where login_id = $1 and used_at is null order by position`,
    [loginId],
  );

/** False where somebody else was quicker. */
export async function takeRecoveryCode(
  tx: Database,
  loginId: string,
  { position, now }: { readonly position: number; readonly now: Temporal.Instant },
): Promise<boolean> {
  const rows = await tx.query(
    `update login_recovery_code set used_at = greatest(made_at, $3)
     where login_id = $1 and position = $2 and used_at is null returning position`,
    [loginId, position, now],
  );
  return rows.length === 1;
}

/** Somebody whose password was right, and the name they signed in by. */
interface SignInStep {
  readonly loginId: string;
  readonly name: string;
}

/** Keeps that a password was right, until the second factor comes. */
export async function keepSignInStep(
  tx: Database,
  { loginId, name }: SignInStep,
  step: { readonly tokenHash: string; readonly now: Temporal.Instant; readonly expiresAt: Temporal.Instant },
): Promise<void> {
  await tx.query(`delete from login_verification where identifier like 'step:%' and expires_at < $1`, [step.now]);
  await tx.query(
    `insert into login_verification (id, identifier, value, expires_at, created_at, updated_at)
     values (gen_random_uuid(), $1, $2, $3, $4, $4)`,
    [`step:${step.tokenHash}`, `${loginId} ${name}`, step.expiresAt, step.now],
  );
}

/** Whose password was right. */
export async function signInStepOf(
  db: Database,
  tokenHash: string,
  now: Temporal.Instant,
): Promise<SignInStep | undefined> {
  const [row] = await db.query<{ value: string }>(
    `select value from login_verification where identifier = $1 and expires_at > $2`,
    [`step:${tokenHash}`, now],
  );
  const [loginId, name = ''] = row?.value.split(' ') ?? [];
  return loginId === undefined ? undefined : { loginId, name };
}

/** A step leads to one session. */
export async function endSignInStep(tx: Database, tokenHash: string): Promise<boolean> {
  const rows = await tx.query(`delete from login_verification where identifier = $1 returning id`, [
    `step:${tokenHash}`,
  ]);
  return rows.length === 1;
}

/** A new password ends every step that the old one began. */
export async function endSignInSteps(tx: Database, loginId: string): Promise<void> {
  await tx.query(`delete from login_verification where identifier like 'step:%' and split_part(value, ' ', 1) = $1`, [
    loginId,
  ]);
}
