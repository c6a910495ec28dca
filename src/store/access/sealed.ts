import type { Database } from '../database.ts';

interface SealedTotp {
  readonly id: string;
  readonly secret: string;
  readonly backupCodes: string;
}

/** What is kept sealed of the staff's authenticators. */
export const sealedTotps = (db: Database): Promise<readonly SealedTotp[]> =>
  db.query<SealedTotp>('select id, secret, backup_codes as "backupCodes" from staff_totp order by id');

/** The same, sealed with another key; unless it was replaced meanwhile. */
export async function keepSealed(
  db: Database,
  was: SealedTotp,
  { secret, backupCodes }: { readonly secret: string; readonly backupCodes: string },
): Promise<void> {
  await db.query(
    'update staff_totp set secret = $4, backup_codes = $5 where id = $1 and secret = $2 and backup_codes = $3',
    [was.id, was.secret, was.backupCodes, secret, backupCodes],
  );
}

/** The same of customers' authenticators; recovery codes are hashed and need no key. */
export const sealedLoginTotps = (
  db: Database,
): Promise<readonly { readonly loginId: string; readonly secret: string }[]> =>
  db.query('select login_id as "loginId", secret from login_totp order by login_id');

export async function keepSealedLoginTotp(
  db: Database,
  was: { readonly loginId: string; readonly secret: string },
  secret: string,
): Promise<void> {
  await db.query('update login_totp set secret = $3 where (login_id, secret) = ($1, $2)', [
    was.loginId,
    was.secret,
    secret,
  ]);
}

export async function secretsSeen(db: Database): Promise<readonly string[]> {
  return (await db.query<{ fingerprint: string }>('select fingerprint from secret_seen')).map((row) => row.fingerprint);
}

export async function keepSecretSeen(db: Database, fingerprint: string): Promise<void> {
  await db.query('insert into secret_seen (fingerprint) values ($1) on conflict do nothing', [fingerprint]);
}

/** Takes a member's authenticator away, and passkeys, which may lie in the same lost telephone: the next sign-in leads to enrolling another. */
export async function dropStaffTotp(tx: Database, email: string, now: Temporal.Instant): Promise<string | undefined> {
  const [row] = await tx.query<{ id: string }>(
    `update staff_member set two_factor_enabled = false, updated_at = $2
     where email = $1 and removed_at is null returning id`,
    [email, now],
  );
  if (row === undefined) return undefined;
  await tx.query('delete from staff_totp where staff_id = $1', [row.id]);
  await tx.query('delete from staff_passkey where staff_id = $1', [row.id]);
  await tx.query('delete from staff_session where staff_id = $1', [row.id]);
  return row.id;
}
