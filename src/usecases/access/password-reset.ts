import {
  type AccessProblemCode,
  acceptPassword,
  codeLimits,
  doors,
  passwordLimits,
  readEmail,
  wordsCloseTo,
} from '../../domain/access/index.ts';
import { ok, type Problem, type Result, refused } from '../../domain/kernel/index.ts';
import { passwordGuessesLog10 } from '../../gateways/password-guesses.ts';
import { hashToken, newToken } from '../../gateways/secrets.ts';
import { hashSecret, verifyNothing, verifySecret } from '../../gateways/slow-hash.ts';
import {
  accountsOfLogin,
  endPasswordResets,
  endSessions,
  endSignInSteps,
  findAccountForAccess,
  keepPasswordReset,
  loginByEmail,
  loginById,
  passwordHashOf,
  passwordResetOf,
  setPassword,
  takePasswordReset,
} from '../../store/access/index.ts';
import { recordAudit } from '../../store/audit.ts';
import type { Database } from '../../store/database.ts';
import { type TooManyTries, tryDoor } from './try-door.ts';
import type { AccessDeps, Visit } from './visit.ts';

/** Mails a way to set a new password, if the email has a login; says the same either way. */
export async function requestPasswordReset(
  { db, tell, links }: AccessDeps,
  typed: string,
  { now, address }: Visit,
): Promise<Result<undefined, Problem<AccessProblemCode> | TooManyTries>> {
  const email = readEmail(typed);
  if (email === undefined) return refused({ code: 'access.email-unreadable', field: 'email' });
  const tooMany = await tryDoor(db, doors.passwordReset, { address, subject: hashToken(email) }, now);
  if (tooMany !== undefined) return refused(tooMany);
  await db.transaction(async (tx) => {
    const login = await loginByEmail(tx, email);
    const token = newToken();
    const expiresAt = now.add({ minutes: codeLimits.resetMinutes });
    // For nobody, the row is written for no one: the same statements, a token that leads nowhere.
    await keepPasswordReset(tx, login?.id ?? '', { tokenHash: hashToken(token), now, expiresAt });
    const actor = login === undefined ? ({ kind: 'guest' } as const) : ({ kind: 'customer', id: login.id } as const);
    await recordAudit(tx, { at: now, actor, action: 'login.password-reset-asked', address });
    if (login === undefined) return;
    const { id: loginId, language } = login;
    await tell(
      tx,
      { event: 'access.password-reset', to: email, language, loginId, link: links.passwordReset(token) },
      now,
    );
  });
  return ok(undefined);
}

/**
 * Whether the mail alone is not enough: a login that has only passkeys gets no weaker way in by its mail. A number
 * and ZIP code from a bill are asked for too.
 */
export async function resetNeedsBill(
  { db }: Pick<AccessDeps, 'db'>,
  token: string,
  now: Temporal.Instant,
): Promise<boolean> {
  const loginId = await passwordResetOf(db, hashToken(token), now);
  return loginId !== undefined && loginId !== '' && (await passwordHashOf(db, loginId)) === undefined;
}

/** Sets a new password by a mailed link: it works once, and signs the login out everywhere. */
export async function resetPassword(
  deps: AccessDeps,
  given: {
    readonly token: string;
    readonly password: string;
    /** From a bill, where `resetNeedsBill`. */
    readonly bill: { readonly number: string; readonly zip: string } | undefined;
  },
  { now, address }: Visit,
): Promise<Result<{ readonly loginId: string }, Problem<AccessProblemCode> | TooManyTries>> {
  const tokenHash = hashToken(given.token);
  const tooMany = await tryDoor(deps.db, doors.newPassword, { address, subject: tokenHash }, now);
  if (tooMany !== undefined) return refused(tooMany);
  return deps.db.transaction(async (tx) => {
    const loginId = await takePasswordReset(tx, tokenHash, now);
    if (loginId === undefined || loginId === '') return refused({ code: 'access.link-expired' });
    if ((await passwordHashOf(tx, loginId)) === undefined && !(await isBillOf(tx, loginId, given.bill))) {
      return refused({ code: 'access.account-not-matched', field: 'number' });
    }
    const accepted = await acceptNewPassword(tx, deps, { loginId, typed: given.password });
    // The refusal takes back that the link was used: a password that will not do does not use it up.
    if (!accepted.ok) return accepted;
    await replacePassword(tx, deps, { loginId, password: accepted.value, now, address });
    await endSessions(tx, loginId);
    return ok({ loginId });
  });
}

/** Changes the password of someone signed in, who gives the present one; the login's other sessions end. */
export async function changePassword(
  deps: AccessDeps,
  given: { readonly loginId: string; readonly sessionId: string; readonly present: string; readonly password: string },
  { now, address }: Visit,
): Promise<Result<undefined, Problem<AccessProblemCode> | TooManyTries>> {
  const { db } = deps;
  const { loginId } = given;
  const tooMany = await tryDoor(db, doors.presentPassword, { address, subject: loginId }, now);
  if (tooMany !== undefined) return refused(tooMany);
  const hash = await passwordHashOf(db, loginId);
  const right = hash === undefined ? await verifyNothing(given.present) : await verifySecret(hash, given.present);
  if (hash !== undefined && !right) return refused({ code: 'access.sign-in-wrong', field: 'present' });
  return db.transaction(async (tx) => {
    const accepted = await acceptNewPassword(tx, deps, { loginId, typed: given.password });
    if (!accepted.ok) return accepted;
    await replacePassword(tx, deps, { loginId, password: accepted.value, now, address });
    await endSessions(tx, loginId, given.sessionId);
    return ok(undefined);
  });
}

/** Whether the bill is of an account that the login has. */
async function isBillOf(
  tx: Database,
  loginId: string,
  bill: { readonly number: string; readonly zip: string } | undefined,
): Promise<boolean> {
  if (bill === undefined) return false;
  const [own] = await accountsOfLogin(tx, loginId, bill.number);
  const found = await findAccountForAccess(tx, bill.number);
  return own !== undefined && found?.accountId === own.accountId && found.zip.slice(0, 5) === bill.zip;
}

/** Whether a password will do for this login. */
export async function acceptNewPassword(
  db: Database,
  { utility }: Pick<AccessDeps, 'utility'>,
  { loginId, typed }: { readonly loginId: string; readonly typed: string },
): Promise<Result<string, Problem<AccessProblemCode>>> {
  const login = await loginById(db, loginId);
  const accounts = await accountsOfLogin(db, loginId);
  const close = wordsCloseTo({
    utility: [utility.name, utility.short_name],
    email: login?.email ?? '',
    numbers: accounts.map(({ number }) => number),
  });
  return acceptPassword(typed, passwordLimits.alone, (password) => passwordGuessesLog10(password, close));
}

/** Gives the login a new password, and tells its owner. */
export async function replacePassword(
  tx: Database,
  { tell }: Pick<AccessDeps, 'tell'>,
  to: { readonly loginId: string; readonly password: string; readonly now: Temporal.Instant; readonly address: string },
): Promise<void> {
  const { loginId, now, address } = to;
  await setPassword(tx, loginId, { hash: await hashSecret(to.password), now });
  await endPasswordResets(tx, loginId);
  await endSignInSteps(tx, loginId);
  const actor = { kind: 'customer', id: loginId } as const;
  await recordAudit(tx, { at: now, actor, action: 'login.password-changed', address });
  const login = await loginById(tx, loginId);
  if (login === undefined) return;
  await tell(tx, { event: 'access.password-changed', to: login.email, language: login.language, loginId }, now);
}
