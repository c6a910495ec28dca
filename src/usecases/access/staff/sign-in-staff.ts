import {
  type AccessProblemCode,
  acceptPassword,
  doors,
  normalizePassword,
  passwordLimits,
  readEmail,
  readEmailCode,
  wordsCloseTo,
} from '../../../domain/access/index.ts';
import { type Language, ok, type Problem, type Result, refused } from '../../../domain/kernel/index.ts';
import { passwordGuessesLog10 } from '../../../gateways/password-guesses.ts';
import { SealedOtherwise } from '../../../gateways/realm-secrets.ts';
import { hashToken } from '../../../gateways/secrets.ts';
import type { StaffSession, StaffSignIn } from '../../../gateways/sign-in-staff.ts';
import { hashSecret, verifySecret } from '../../../gateways/slow-hash.ts';
import {
  countRefusal,
  endOtherStaffSessions,
  endStaffSession,
  noteSignedIn,
  replaceStaffPassword,
  staffIdOf,
  staffPasswordHash,
  takeOnce,
} from '../../../store/access/index.ts';
import { recordAudit } from '../../../store/audit.ts';
import type { Database } from '../../../store/database.ts';
import type { Tell } from '../tell.ts';
import { cameIn, type TooManyTries, tryDoor } from '../try-door.ts';
import type { AccessDeps, Visit } from '../visit.ts';

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
  given: {
    readonly email: string;
    readonly password: string;
    readonly headers: Headers;
    readonly browser?: string | undefined;
  },
  { now, address }: Visit,
): Promise<Result<StaffStep, Refusal>> {
  const email = readEmail(given.email) ?? 'nobody@invalid.example';
  const tried = { address, subject: hashToken(email), browser: given.browser };
  const known = doors.staffSignInFromKnownBrowser;
  const door =
    given.browser !== undefined && (await tryDoor(db, known, tried, now)) === undefined ? known : doors.staffSignIn;
  const tooMany = door === known ? undefined : await tryDoor(db, door, tried, now);
  if (tooMany !== undefined) return refused(tooMany);
  const password = normalizePassword(given.password).slice(0, 256);
  const signedIn = await staffRealm.withPassword(email, password, given.headers);
  if (signedIn === undefined) {
    const what = (await staffIdOf(db, email)) ?? 'nobody';
    await countRefusal(db, { kind: 'staff-sign-in', what, actor: { kind: 'guest' }, address }, now);
    return refused({ code: 'access.sign-in-wrong' });
  }
  await cameIn(db, door, tried, {
    now,
    shared: ['browser', 'subject-of-address', 'address', 'site', 'subject'],
  });
  return ok({ next: signedIn.value.needsCode ? 'code' : 'enrol', cookies: signedIn.cookies });
}

/**
 * The second factor: six digits from the authenticator, or a recovery code. A code is good once (ASVS 5.0, 6.5.1): one
 * that was seen over a shoulder and typed again within its ninety seconds is refused. At enrolment it ends it.
 */
export async function verifyStaffCode(
  { db, staffRealm, tell }: StaffDeps & { readonly tell: Tell },
  given: {
    readonly code: string;
    readonly headers: Headers;
    readonly language: Language;
    /** The code that ends setting up an authenticator, and not one of signing in. */
    readonly enrols?: boolean;
  },
  { now, address }: Visit,
): Promise<Result<{ readonly cookies: readonly string[]; readonly email: string }, Refusal>> {
  const tooMany = await tryDoor(db, doors.staffSecondFactor, { address }, now);
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
    const what = staffId ?? 'code';
    await countRefusal(db, { kind: 'staff-sign-in', what, actor: { kind: 'guest' }, address }, now);
    return refused({ code: 'access.second-factor-wrong', field: 'code' });
  }
  const actor = { kind: 'staff', id: staffId } as const;
  const detail = { by: byApp ? 'authenticator' : 'recovery-code' };
  await recordAudit(db, { at: now, actor, action: 'staff.signed-in', detail, address });
  await noteSignedIn(db, staffId, now);
  const { email } = verified.value.user;
  if (given.enrols === true || !byApp) {
    const what = given.enrols === true ? 'enrolled' : 'recovery_code';
    await tell(db, { event: 'staff.second-factor-changed', to: email, language: given.language, what }, now);
  }
  const { value: session } = await staffRealm.session(given.headers);
  // The provider was the first factor, and this the second: the session that waited for it is replaced.
  const cookies =
    session?.needsCode === true && session.staffId === staffId
      ? await staffRealm.begin(staffId, given.headers, 'provider')
      : verified.cookies;
  return ok({ cookies, email });
}

/** Replaces a password, which at the first sign-in was made for them; the member's other sessions end. */
export async function setStaffPassword(
  { db, utility, tell }: StaffDeps & Pick<AccessDeps, 'utility' | 'tell'>,
  given: {
    readonly session: StaffSession;
    readonly present: string;
    readonly password: string;
    readonly language: Language;
  },
  { now, address }: Visit,
): Promise<Result<undefined, Refusal>> {
  const { staffId, email, name, id } = given.session;
  const tooMany = await tryDoor(db, doors.presentPassword, { address, subject: `staff ${staffId}` }, now);
  if (tooMany !== undefined) return refused(tooMany);
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
    await tell(tx, { event: 'staff.password-changed', to: email, language: given.language }, now);
  });
  return ok(undefined);
}
