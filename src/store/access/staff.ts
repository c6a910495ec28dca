import type { StaffRole } from '../../domain/access/index.ts';
import type { Database } from '../database.ts';

export interface StaffMember {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: StaffRole;
  readonly hasSecondFactor: boolean;
}

/** Adds a member of staff, or gives one who was removed a place again. False where the email is in use. */
export async function insertStaff(
  tx: Database,
  member: {
    readonly id: string;
    readonly email: string;
    readonly name: string;
    readonly role: StaffRole;
    /** Absent: they sign in by the provider. */
    readonly passwordHash?: string;
    readonly mustChangePassword: boolean;
  },
  now: Temporal.Instant,
): Promise<boolean> {
  const rows = await tx.query(
    `insert into staff_member (id, email, email_verified, name, role, must_change_password, created_at, updated_at)
     values ($1, $2, true, $3, $4, $5, $6, $6) on conflict (email) do nothing returning id`,
    [member.id, member.email, member.name, member.role, member.mustChangePassword, now],
  );
  if (rows.length === 0) return false;
  if (member.passwordHash === undefined) return true;
  await tx.query(
    `insert into staff_credential (id, staff_id, account_id, provider_id, password, created_at, updated_at)
     values (gen_random_uuid(), $1, $1, 'credential', $2, $3, $3)`,
    [member.id, member.passwordHash, now],
  );
  return true;
}

/** Gives a member of staff an authenticator that is enrolled already. */
export async function insertStaffTotp(
  tx: Database,
  staffId: string,
  sealed: { readonly secret: string; readonly backupCodes: string },
): Promise<void> {
  await tx.query(
    `insert into staff_totp (id, staff_id, secret, backup_codes, verified) values (gen_random_uuid(), $1, $2, $3, true)`,
    [staffId, sealed.secret, sealed.backupCodes],
  );
  await tx.query(`update staff_member set two_factor_enabled = true where id = $1`, [staffId]);
}

/** Staff who work here now, by name. */
export async function listStaff(db: Database): Promise<readonly StaffMember[]> {
  const rows = await db.query<{
    id: string;
    email: string;
    name: string;
    role: StaffRole;
    two_factor_enabled: boolean;
  }>(
    `select id, email, name, role, two_factor_enabled from staff_member where removed_at is null order by name, email`,
  );
  return rows.map(({ two_factor_enabled, ...member }) => ({ ...member, hasSecondFactor: two_factor_enabled }));
}

/** Ends a member's sign-in at once: sessions, password, authenticator and passkeys go; who they were stays for the audit. */
export async function removeStaff(tx: Database, email: string, now: Temporal.Instant): Promise<string | undefined> {
  const [row] = await tx.query<{ id: string }>(
    `update staff_member set removed_at = $2, updated_at = $2, two_factor_enabled = false,
       email = 'removed-' || id || '@invalid.example'
     where email = $1 and removed_at is null returning id`,
    [email, now],
  );
  if (row === undefined) return undefined;
  await tx.query(`delete from staff_session where staff_id = $1`, [row.id]);
  await tx.query(`delete from staff_credential where staff_id = $1`, [row.id]);
  await tx.query(`delete from staff_totp where staff_id = $1`, [row.id]);
  await tx.query(`delete from staff_passkey where staff_id = $1`, [row.id]);
  return row.id;
}

export async function replaceStaffPassword(
  tx: Database,
  staffId: string,
  { hash, now }: { readonly hash: string; readonly now: Temporal.Instant },
): Promise<void> {
  await tx.query(`update staff_credential set password = $2, updated_at = $3 where staff_id = $1`, [
    staffId,
    hash,
    now,
  ]);
  await tx.query(`update staff_member set must_change_password = false, updated_at = $2 where id = $1`, [staffId, now]);
}

export async function staffIdOf(db: Database, email: string): Promise<string | undefined> {
  const [row] = await db.query<{ id: string }>(`select id from staff_member where email = $1`, [email]);
  return row?.id;
}

export async function staffPasswordHash(db: Database, staffId: string): Promise<string | undefined> {
  const [row] = await db.query<{ password: string | null }>(
    `select password from staff_credential where staff_id = $1 and provider_id = 'credential'`,
    [staffId],
  );
  return row?.password ?? undefined;
}

export async function endStaffSession(tx: Database, token: string): Promise<void> {
  await tx.query(`delete from staff_session where token = $1`, [token]);
}

/** Signs a member of staff out everywhere but in one session. */
export async function endOtherStaffSessions(tx: Database, staffId: string, except: string): Promise<void> {
  await tx.query(`delete from staff_session where staff_id = $1 and id <> $2`, [staffId, except]);
}
