import {
  type AccessProblemCode,
  isPermitted,
  isStaffRole,
  readEmail,
  type StaffRole,
  staffRoles,
} from '../../../domain/access/index.ts';
import { type Language, ok, type Problem, type Result, refused } from '../../../domain/kernel/index.ts';
import { hashToken, newId, newToken } from '../../../gateways/secrets.ts';
import { hashSecret } from '../../../gateways/slow-hash.ts';
import {
  changesOfStaff,
  holdMember,
  insertStaff,
  insertStaffChange,
  keepStaffInvitation,
  type MemberOfStaff,
  memberOfStaff,
  membersOfStaff,
  removeStaff,
  setStaffRole,
  type ToldStaffChange,
} from '../../../store/access/index.ts';
import { recordAudit } from '../../../store/audit.ts';
import type { Database } from '../../../store/database.ts';
import type { AccessDeps, Visit } from '../visit.ts';

type Refusal = Problem<AccessProblemCode>;

/** Who of the staff does it. */
type By = Visit & { readonly staffId: string; readonly role: StaffRole };

const invitationDays = 3;
const longestReason = 300;

function readReason(typed: string): Result<string, Refusal> {
  const reason = typed.trim().slice(0, longestReason);
  return reason === '' ? refused({ code: 'access.staff-reason-missing', field: 'reason' }) : ok(reason);
}

/** Invites a new member by email. They set their own password, or sign in by the provider; either way with a second factor. */
export async function inviteStaff(
  { db, tell, links }: Pick<AccessDeps, 'db' | 'tell' | 'links'>,
  asked: {
    readonly email: string;
    readonly name: string;
    readonly role: string;
    readonly reason: string;
    readonly language: Language;
  },
  { staffId: by, role: ownRole, now, address }: By,
): Promise<Result<{ readonly id: string }, readonly Refusal[]>> {
  if (!isPermitted(ownRole, 'staff.manage')) return refused([{ code: 'access.not-permitted' }]);
  const email = readEmail(asked.email);
  const name = asked.name.trim().slice(0, 100);
  const reason = readReason(asked.reason);
  const { role } = asked;
  const problems: Refusal[] = [
    ...(name === '' ? [{ code: 'access.staff-name-missing' as const, field: 'name' }] : []),
    ...(email === undefined ? [{ code: 'access.email-unreadable' as const, field: 'email' }] : []),
    ...(isStaffRole(role) ? [] : [{ code: 'access.staff-role-missing' as const, field: 'role' }]),
    ...(reason.ok ? [] : [reason.problem]),
  ];
  if (email === undefined || !isStaffRole(role) || !reason.ok || problems.length > 0) return refused(problems);
  const id = newId();
  const token = newToken();
  // A password that nobody knows, until they set their own.
  const passwordHash = await hashSecret(newToken());
  return db.transaction(async (tx): Promise<Result<{ readonly id: string }, readonly Refusal[]>> => {
    const member = { id, email, name, role, passwordHash, mustChangePassword: false };
    if (!(await insertStaff(tx, member, now))) return refused([{ code: 'access.staff-known', field: 'email' }]);
    const expiresAt = now.add({ hours: invitationDays * 24 });
    await keepStaffInvitation(tx, id, { tokenHash: hashToken(token), now, expiresAt });
    await insertStaffChange(tx, {
      ...{ staffId: id, at: now, what: 'invited', roleAfter: role, channel: 'console', by },
      reason: reason.value,
    });
    await recordAudit(tx, {
      ...{ at: now, actor: { kind: 'staff', id: by }, action: 'staff.invited', detail: { staff: id, role }, address },
    });
    const link = links.staffInvitation(token);
    await tell(tx, { event: 'staff.invited', to: email, language: asked.language, link, days: invitationDays }, now);
    return ok({ id });
  });
}

/** Gives a member another role, from the next page on. Nobody changes their own, and one admin always stays. */
export async function changeStaffRole(
  db: Database,
  asked: { readonly id: string; readonly role: string; readonly reason: string },
  { staffId: by, role: ownRole, now, address }: By,
): Promise<Result<undefined, Refusal>> {
  if (!isPermitted(ownRole, 'staff.manage')) return refused({ code: 'access.not-permitted' });
  if (asked.id === by) return refused({ code: 'access.staff-own-role' });
  const { id, role } = asked;
  if (!isStaffRole(role)) {
    return refused({ code: 'access.staff-role-unknown', field: 'role', params: { roles: staffRoles.join(', ') } });
  }
  const reason = readReason(asked.reason);
  if (!reason.ok) return reason;
  return db.transaction(async (tx): Promise<Result<undefined, Refusal>> => {
    const held = await holdMember(tx, id);
    if (held === undefined) return refused({ code: 'access.staff-unknown' });
    const { member, admins } = held;
    if (member.role === role) return refused({ code: 'access.staff-same-role', field: 'role' });
    if (member.role === 'admin' && admins <= 1) return refused({ code: 'access.staff-last-admin' });
    await setStaffRole(tx, id, { role, now });
    await insertStaffChange(tx, {
      ...{ staffId: id, at: now, what: 'role', roleBefore: member.role, roleAfter: role, channel: 'console', by },
      reason: reason.value,
    });
    const detail = { staff: id, before: member.role, after: role };
    await recordAudit(tx, { at: now, actor: { kind: 'staff', id: by }, action: 'staff.role-changed', detail, address });
    return ok(undefined);
  });
}

/** Ends a member's access at once, in every browser. Nobody ends their own, and one admin always stays. */
export async function deactivateStaff(
  db: Database,
  asked: { readonly id: string; readonly reason: string },
  { staffId: by, role: ownRole, now, address }: By,
): Promise<Result<undefined, Refusal>> {
  if (!isPermitted(ownRole, 'staff.manage')) return refused({ code: 'access.not-permitted' });
  const { id } = asked;
  if (id === by) return refused({ code: 'access.staff-own-role' });
  const reason = readReason(asked.reason);
  if (!reason.ok) return reason;
  return db.transaction(async (tx): Promise<Result<undefined, Refusal>> => {
    const held = await holdMember(tx, id);
    if (held === undefined) return refused({ code: 'access.staff-unknown' });
    const { member, admins } = held;
    if (member.role === 'admin' && admins <= 1) return refused({ code: 'access.staff-last-admin' });
    await removeStaff(tx, member.email, now);
    await insertStaffChange(tx, {
      ...{ staffId: id, at: now, what: 'deactivated', roleBefore: member.role, channel: 'console', by },
      reason: reason.value,
    });
    const detail = { staff: id };
    await recordAudit(tx, { at: now, actor: { kind: 'staff', id: by }, action: 'staff.removed', detail, address });
    return ok(undefined);
  });
}

export const staffMembers = (db: Database): Promise<readonly MemberOfStaff[]> => membersOfStaff(db);

/** A member with what happened to them. */
export async function staffMember(
  db: Database,
  id: string,
): Promise<{ readonly member: MemberOfStaff; readonly changes: readonly ToldStaffChange[] } | undefined> {
  const member = await memberOfStaff(db, id);
  return member && { member, changes: await changesOfStaff(db, id) };
}
