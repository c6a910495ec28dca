import { type AccessProblemCode, isStaffRole, readEmail, staffRoles } from '../../../domain/access/index.ts';
import { ok, type Problem, type Result, refused } from '../../../domain/kernel/index.ts';
import { newId, newToken } from '../../../gateways/secrets.ts';
import type { StaffSignIn } from '../../../gateways/sign-in-staff.ts';
import { hashSecret } from '../../../gateways/slow-hash.ts';
import {
  dropStaffTotp,
  insertStaff,
  insertStaffTotp,
  removeStaff as removeStaffRows,
} from '../../../store/access/index.ts';
import { recordAudit } from '../../../store/audit.ts';
import type { Database } from '../../../store/database.ts';

export interface NewStaff {
  readonly email: string;
  readonly name: string;
  readonly role: string;
  /** Absent: one is made, given once, and must be replaced at the first sign-in. */
  readonly password?: string;
  /** An authenticator's secret that is enrolled from the start: for a demo, whose passwords are printed anyway. */
  readonly totpSecret?: string;
}

/**
 * Adds a member of staff. The utility's operator does this on the server, for the first administrator; those invite others in the console. Without a
 * `totpSecret` the first sign-in leads to enrolling an authenticator app before anything else.
 */
export async function createStaff(
  { db, staffRealm }: { readonly db: Database; readonly staffRealm?: Pick<StaffSignIn, 'sealSecret'> },
  asked: NewStaff,
  now: Temporal.Instant,
): Promise<Result<{ readonly id: string; readonly password: string }, Problem<AccessProblemCode>>> {
  const email = readEmail(asked.email);
  if (email === undefined) return refused({ code: 'access.email-unreadable', field: 'email' });
  const { role, name } = asked;
  if (!isStaffRole(role)) {
    return refused({ code: 'access.staff-role-unknown', field: 'role', params: { roles: staffRoles.join(', ') } });
  }
  const id = newId();
  const password = asked.password ?? newToken().slice(0, 20);
  const passwordHash = await hashSecret(password);
  const mustChangePassword = asked.password === undefined;
  return db.transaction(async (tx) => {
    if (!(await insertStaff(tx, { id, email, name, role, passwordHash, mustChangePassword }, now))) {
      return refused({ code: 'access.staff-known', field: 'email' });
    }
    if (asked.totpSecret !== undefined) {
      if (staffRealm === undefined) throw new Error('an authenticator is sealed by the staff realm');
      const secret = await staffRealm.sealSecret(asked.totpSecret);
      await insertStaffTotp(tx, id, { secret, backupCodes: await staffRealm.sealSecret('[]') });
    }
    await recordAudit(tx, { at: now, actor: { kind: 'system' }, action: 'staff.added', detail: { staff: id, role } });
    return ok({ id, password });
  });
}

/** Ends a member's access at once, in every browser. */
export async function removeStaff(
  db: Database,
  typed: string,
  now: Temporal.Instant,
): Promise<Result<undefined, Problem<AccessProblemCode>>> {
  const email = readEmail(typed) ?? '';
  return db.transaction(async (tx) => {
    const id = await removeStaffRows(tx, email, now);
    if (id === undefined) return refused({ code: 'access.staff-unknown', field: 'email' });
    await recordAudit(tx, { at: now, actor: { kind: 'system' }, action: 'staff.removed', detail: { staff: id } });
    return ok(undefined);
  });
}

/**
 * Takes a member's authenticator away, for one that is lost or was sealed with a secret nobody has any more. The operator does
 * this on the server; the next sign-in, with the password, leads to enrolling another.
 */
export async function resetAuthenticator(
  db: Database,
  typed: string,
  now: Temporal.Instant,
): Promise<Result<undefined, Problem<AccessProblemCode>>> {
  const email = readEmail(typed) ?? '';
  return db.transaction(async (tx) => {
    const id = await dropStaffTotp(tx, email, now);
    if (id === undefined) return refused({ code: 'access.staff-unknown', field: 'email' });
    const detail = { staff: id };
    await recordAudit(tx, { at: now, actor: { kind: 'system' }, action: 'staff.authenticator-reset', detail });
    return ok(undefined);
  });
}
