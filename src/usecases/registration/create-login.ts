import {
  type AccessProblemCode,
  acceptPassword,
  doors,
  passwordLimits,
  readEmail,
  wordsCloseTo,
} from '../../domain/access/index.ts';
import { type Language, ok, type Problem, type Result, refused } from '../../domain/kernel/index.ts';
import { passwordGuessesLog10 } from '../../gateways/password-guesses.ts';
import { hashToken } from '../../gateways/secrets.ts';
import { hashSecret } from '../../gateways/slow-hash.ts';
import { accountNumberOf, loginByEmail } from '../../store/access/index.ts';
import { invitationOfRegistration } from '../../store/delegates/index.ts';
import { awaitEmail, registrationByToken } from '../../store/registration/index.ts';
import { type AccessDeps, type TooManyTries, tryDoor, type Visit } from '../access/index.ts';
import { mailVerification } from './mail-verification.ts';
import { stillGoing } from './still-going.ts';

export interface NewLogin {
  /** Of the browser that found the account. */
  readonly token: string;
  readonly email: string;
  /** Undefined: the person will add a passkey instead, once the email is verified. */
  readonly password: string | undefined;
  readonly language: Language;
  /** What the person agreed to, word for word (R10); undefined where they did not. */
  readonly consent: { readonly text: string; readonly version: string } | undefined;
}

/**
 * R2: takes an email and a password and mails a link and a code. Nothing of the account is told or attached before one of
 * them comes back. An email that has a login gets another mail and the page the same answer, after the same work.
 */
export async function createLogin(
  deps: AccessDeps,
  asked: NewLogin,
  { now, address }: Visit,
): Promise<Result<{ readonly email: string }, readonly Problem<AccessProblemCode>[] | TooManyTries>> {
  const { db, utility } = deps;
  const tokenHash = hashToken(asked.token);
  const before = stillGoing(await registrationByToken(db, tokenHash), now);
  if (before === undefined) return refused([{ code: 'access.registration-expired' }]);

  const problems: Problem<AccessProblemCode>[] = [];
  const email = readEmail(asked.email);
  if (email === undefined) problems.push({ code: 'access.email-unreadable', field: 'email' });
  const close = wordsCloseTo({
    utility: [utility.name, utility.short_name],
    email: email ?? '',
    numbers: [await accountNumberOf(db, before.accountId)],
  });
  const password =
    asked.password === undefined
      ? ok(undefined)
      : acceptPassword(asked.password, passwordLimits.alone, (typed) => passwordGuessesLog10(typed, close));
  if (!password.ok) problems.push(password.problem);
  if (asked.consent === undefined) problems.push({ code: 'access.consent-needed', field: 'consent' });
  const invited = before.path === 'invitation' ? await invitationOfRegistration(db, before.id) : undefined;
  if (invited?.email !== undefined && email !== invited.email) {
    problems.push({ code: 'access.invitation-for-another', field: 'email' });
  }
  if (problems.length > 0 || email === undefined || asked.consent === undefined || !password.ok) {
    return refused(problems);
  }
  const consent = asked.consent;

  const tooMany = await tryDoor(db, doors.register, { address, subject: hashToken(email) }, now);
  if (tooMany !== undefined) return refused(tooMany);

  const passwordHash = password.value === undefined ? undefined : await hashSecret(password.value);
  return db.transaction(async (tx) => {
    const registration = stillGoing(await registrationByToken(tx, tokenHash), now);
    if (registration === undefined) return refused([{ code: 'access.registration-expired' } as const]);
    const known = await loginByEmail(tx, email);
    await awaitEmail(tx, registration.id, {
      email,
      emailIsKnown: known !== undefined,
      passwordHash,
      language: asked.language,
      consentText: consent.text,
      consentVersion: consent.version,
      address,
    });
    await mailVerification(tx, deps, {
      id: registration.id,
      accountId: registration.accountId,
      email,
      language: asked.language,
      known: known !== undefined,
      now,
    });
    return ok({ email });
  });
}
