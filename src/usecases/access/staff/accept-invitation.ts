import {
  type AccessProblemCode,
  acceptPassword,
  doors,
  passwordLimits,
  wordsCloseTo,
} from '../../../domain/access/index.ts';
import { ok, type Problem, type Result, refused } from '../../../domain/kernel/index.ts';
import { passwordGuessesLog10 } from '../../../gateways/password-guesses.ts';
import { hashToken } from '../../../gateways/secrets.ts';
import { hashSecret } from '../../../gateways/slow-hash.ts';
import { replaceStaffPassword, staffInvitationOf, takeStaffInvitation } from '../../../store/access/index.ts';
import { recordAudit } from '../../../store/audit.ts';
import { type TooManyTries, tryDoor } from '../try-door.ts';
import type { AccessDeps, Visit } from '../visit.ts';

type Refusal = Problem<AccessProblemCode> | TooManyTries;

/** Whose invitation it is, while it works. */
export async function openStaffInvitation(
  { db }: Pick<AccessDeps, 'db'>,
  token: string,
  { now, address }: Visit,
): Promise<Result<{ readonly email: string }, Refusal>> {
  const tooMany = await tryDoor(db, doors.invitation, { address }, now);
  if (tooMany !== undefined) return refused(tooMany);
  const member = await staffInvitationOf(db, hashToken(token), now);
  return member === undefined ? refused({ code: 'access.link-expired' }) : ok({ email: member.email });
}

/** A new member sets a password. Signing in comes after, and leads to setting up an authenticator. */
export async function acceptStaffInvitation(
  { db, utility }: Pick<AccessDeps, 'db' | 'utility'>,
  given: { readonly token: string; readonly password: string },
  { now, address }: Visit,
): Promise<Result<undefined, Refusal>> {
  const tooMany = await tryDoor(db, doors.invitation, { address }, now);
  if (tooMany !== undefined) return refused(tooMany);
  const tokenHash = hashToken(given.token);
  const member = await staffInvitationOf(db, tokenHash, now);
  if (member === undefined) return refused({ code: 'access.link-expired' });
  const { email, name, id } = member;
  const close = wordsCloseTo({ utility: [utility.name, utility.short_name, name], email, numbers: [] });
  const accepted = acceptPassword(given.password, passwordLimits.besideSecondFactor, (password) =>
    passwordGuessesLog10(password, close),
  );
  if (!accepted.ok) return accepted;
  const hash = await hashSecret(accepted.value);
  return db.transaction(async (tx): Promise<Result<undefined, Refusal>> => {
    if (!(await takeStaffInvitation(tx, tokenHash, now))) return refused({ code: 'access.link-expired' });
    await replaceStaffPassword(tx, id, { hash, now });
    const actor = { kind: 'staff', id } as const;
    await recordAudit(tx, { at: now, actor, action: 'staff.password-changed', address });
    return ok(undefined);
  });
}
