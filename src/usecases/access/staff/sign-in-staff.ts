import {
  type AccessProblemCode,
  acceptPassword,
  normalizePassword,
  passwordLimits,
  rateLimits,
  readEmail,
  readEmailCode,
  wordsCloseTo,
} from '../../../domain/access/index.ts';
import { ok, type Problem, type Result, refused } from '../../../domain/kernel/index.ts';
import { passwordGuessesLog10 } from '../../../gateways/password-guesses.ts';
import { SealedOtherwise } from '../../../gateways/realm-secrets.ts';
import { hashSecret, hashToken, verifySecret } from '../../../gateways/secrets.ts';
import type { StaffSession, StaffSignIn } from '../../../gateways/sign-in-staff.ts';
import {
  endOtherStaffSessions,
  endStaffSession,
  replaceStaffPassword,
  staffPasswordHash,
  takeOnce,
} from '../../../store/access/index.ts';
import { recordAudit } from '../../../store/audit.ts';
import type { Database } from '../../../store/database.ts';
import { type AccessDeps, type TooManyTries, tooManyTries, type Visit } from '../visit.ts';

interface StaffDeps {
  readonly db: Database;
  readonly staffRealm: StaffSignIn;
}

type Refusal = Problem<AccessProblemCode> | TooManyTries;

export interface StaffStep {
  readonly next: 'code' | 'enrol';
  readonly cookies: readonly string[];
}

/** The first factor. Nobody is in yet: a code is asked for next, or an authenticator enrolled. */
export async function signInStaff(
  { db, staffRealm }: StaffDeps,
  given: { readonly email: string; readonly password: string; readonly headers: Headers },
  { now, address }: Visit,
): Promise<Result<StaffStep, Refusal>> {
  const email = readEmail(given.email) ?? 'nobody@invalid.example';
  const tooMany = await tooManyTries(
    db,
    [
      [rateLimits.staffSignInByEmail, hashToken(email)],
      [rateLimits.staffSignInByAddress, address],
    ],
    now,
  );
  if (tooMany !== undefined) return refused(tooMany);
  const password = normalizePassword(given.password).slice(0, 256);
  const signedIn = await staffRealm.withPassword(email, password, given.headers);
  if (signedIn === undefined) {
    await recordAudit(db, { at: now, actor: { kind: 'guest' }, action: 'staff.sign-in-refused', address });
    return refused({ code: 'access.sign-in-wrong' });
  }
  return ok({ next: signedIn.value.needsCode ? 'code' : 'enrol', cookies: signedIn.cookies });
}

/**
 * The second factor: six digits from the authenticator, or a recovery code. A code is good once (ASVS 5.0, 6.5.1): one
 * that was seen over a shoulder and typed again within its ninety seconds is refused. At enrolment it ends it.
 */
export async function verifyStaffCode(
  { db, staffRealm }: StaffDeps,
  given: { readonly code: string; readonly headers: Headers },
  { now, address }: Visit,
): Promise<Result<readonly string[], Refusal>> {
  const tooMany = await tooManyTries(db, [[rateLimits.staffSecondFactorByAddress, address]], now);
  if (tooMany !== undefined) return refused(tooMany);
  const digits = readEmailCode(given.code);
  const typed = given.code.trim();
  const byApp = digits.length === 6 && /^[\d\s-]+$/.test(typed);
  const verified = await (byApp
    ? staffRealm.withCode(digits, given.headers)
    : staffRealm.withRecoveryCode(typed, given.headers)
  ).catch((error: unknown) => {
    if (error instanceof SealedOtherwise) return 'unreadable' as const;
    throw error;
  });
  if (verified === 'unreadable') {
    await recordAudit(db, { at: now, actor: { kind: 'guest' }, action: 'staff.code-refused', address });
    return refused({ code: 'access.second-factor-unreadable', field: 'code' });
  }
  const staffId = verified?.value.user.id;
  const fresh =
    staffId !== undefined &&
    (!byApp || (await takeOnce(db, `staff-totp:${hashToken(`${staffId}:${digits}`)}`, { minutes: 3, now })));
  if (verified === undefined || staffId === undefined || !fresh) {
    if (verified?.value.token) await endStaffSession(db, verified.value.token);
    await recordAudit(db, { at: now, actor: { kind: 'guest' }, action: 'staff.code-refused', address });
    return refused({ code: 'access.second-factor-wrong', field: 'code' });
  }
  const actor = { kind: 'staff', id: staffId } as const;
  const detail = { by: byApp ? 'authenticator' : 'recovery-code' };
  await recordAudit(db, { at: now, actor, action: 'staff.signed-in', detail, address });
  return ok(verified.cookies);
}

/** Replaces a password, which at the first sign-in was made for them; the member's other sessions end. */
export async function setStaffPassword(
  { db, utility }: StaffDeps & Pick<AccessDeps, 'utility'>,
  given: { readonly session: StaffSession; readonly present: string; readonly password: string },
  { now, address }: Visit,
): Promise<Result<undefined, Problem<AccessProblemCode>>> {
  const { staffId, email, name, id } = given.session;
  const hash = await staffPasswordHash(db, staffId);
  if (hash === undefined || !(await verifySecret(hash, normalizePassword(given.present)))) {
    return refused({ code: 'access.sign-in-wrong', field: 'present' });
  }
  const close = wordsCloseTo({ utility: [utility.name, utility.short_name, name], email, numbers: [given.present] });
  const accepted = acceptPassword(given.password, passwordLimits.besideSecondFactor, (password) =>
    passwordGuessesLog10(password, close),
  );
  if (!accepted.ok) return accepted;
  const newHash = await hashSecret(accepted.value);
  await db.transaction(async (tx) => {
    await replaceStaffPassword(tx, staffId, { hash: newHash, now });
    await endOtherStaffSessions(tx, staffId, id);
    await recordAudit(tx, {
      at: now,
      actor: { kind: 'staff', id: staffId },
      action: 'staff.password-changed',
      address,
    });
  });
  return ok(undefined);
}
