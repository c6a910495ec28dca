import {
  type AccessProblemCode,
  acceptPassword,
  codeLimits,
  doors,
  passwordLimits,
  readEmailCode,
  wordsCloseTo,
} from '../../domain/access/index.ts';
import { ok, type Problem, type Result, refused, refusedAndKept } from '../../domain/kernel/index.ts';
import { passwordGuessesLog10 } from '../../gateways/password-guesses.ts';
import { hashToken, newId } from '../../gateways/secrets.ts';
import { hashSecret, verifyNothing, verifySecret } from '../../gateways/slow-hash.ts';
import { accountNumberOf, grantAccess, insertLogin, recordConsent } from '../../store/access/index.ts';
import { recordAudit } from '../../store/audit.ts';
import type { Database } from '../../store/database.ts';
import { invitationOfRegistration } from '../../store/delegates/index.ts';
import {
  countCodeTry,
  endRegistration,
  type Registration,
  registrationByLink,
  registrationByToken,
} from '../../store/registration/index.ts';
import { type AccessDeps, type TooManyTries, tellCustomerOfRecord, tryDoor, type Visit } from '../access/index.ts';
import { acceptFor } from '../delegates/index.ts';
import { mailCode } from './mail-code.ts';
import { stillGoing } from './still-going.ts';

export interface Registered {
  readonly loginId: string;
  readonly number: string;
  readonly wantsPasskey: boolean;
  /** `attached`: the account is theirs. `code-mailed`: a letter is on its way. `claimed`: somebody was quicker. */
  readonly outcome: 'attached' | 'code-mailed' | 'claimed';
}

type VerifyProblem = Problem<AccessProblemCode> | TooManyTries;

/** The code from the mail, typed into the browser that registers. Five tries a code. */
export async function verifyByCode(
  deps: AccessDeps,
  given: { readonly token: string; readonly code: string },
  visit: Visit,
): Promise<Result<Registered, VerifyProblem>> {
  const tooMany = await tryDoor(deps.db, doors.verify, visit, visit.now);
  if (tooMany !== undefined) return refused(tooMany);
  return deps.db.transaction(async (tx) => {
    const registration = stillGoing(await registrationByToken(tx, hashToken(given.token)), visit.now);
    if (registration === undefined) return refused({ code: 'access.registration-expired' });
    if (registration.codeAttempts >= codeLimits.emailTries) {
      return refused({ code: 'access.code-expired', field: 'code' });
    }
    await countCodeTry(tx, registration.id);
    const code = readEmailCode(given.code);
    const right =
      registration.codeHash === undefined ? await verifyNothing(code) : await verifySecret(registration.codeHash, code);
    if (!right) return refusedAndKept({ code: 'access.code-wrong', field: 'code' });
    return complete(tx, { deps, registration, visit });
  });
}

/** What the person who opens the link says beside it. */
export interface LinkOpened {
  readonly link: string;
  /** The registration's cookie of this browser, where it has one. */
  readonly browser: string | undefined;
  /** Chosen here; asked for where the link is opened in another browser than the one that registered. */
  readonly password: string;
  readonly consent: { readonly text: string; readonly version: string } | undefined;
}

/**
 * Whether a link is opened in another browser than the one that chose the password: that may have been anybody who typed this
 * email. Who has the mail then chooses their own.
 */
export async function linkIsOfAnotherBrowser(
  { db }: Pick<AccessDeps, 'db'>,
  { link, browser }: Pick<LinkOpened, 'link' | 'browser'>,
  now: Temporal.Instant,
): Promise<boolean> {
  const registration = stillGoing(await registrationByLink(db, hashToken(link)), now);
  return registration !== undefined && (await isOfAnother(db, registration, browser));
}

async function isOfAnother(db: Database, registration: Registration, browser: string | undefined): Promise<boolean> {
  const own = browser === undefined ? undefined : await registrationByToken(db, hashToken(browser));
  return own?.id !== registration.id;
}

/**
 * The link from the mail; it works once. In the browser that registered it is a button. Anywhere else the password that was
 * typed there is not taken over, nor the agreement: both are asked of the person who has the mail.
 */
export async function verifyByLink(
  deps: AccessDeps,
  opened: LinkOpened,
  visit: Visit,
): Promise<Result<Registered, readonly VerifyProblem[]>> {
  const tooMany = await tryDoor(deps.db, doors.verify, visit, visit.now);
  if (tooMany !== undefined) return refused([tooMany]);
  return deps.db.transaction(async (tx): Promise<Result<Registered, readonly VerifyProblem[]>> => {
    const registration = stillGoing(await registrationByLink(tx, hashToken(opened.link)), visit.now);
    if (registration === undefined) return refused([{ code: 'access.link-expired' }]);
    const theirs = (await isOfAnother(tx, registration, opened.browser))
      ? await chosenHere(tx, deps, registration, opened)
      : ok(registration);
    if (!theirs.ok) return theirs;
    const completed = await complete(tx, { deps, registration: theirs.value, visit });
    return completed.ok ? completed : refused([completed.problem]);
  });
}

/** The registration with the password and the agreement of the person who opened its link. */
async function chosenHere(
  tx: Database,
  { utility }: Pick<AccessDeps, 'utility'>,
  registration: Registration,
  { password: typed, consent }: LinkOpened,
): Promise<Result<Registration, readonly VerifyProblem[]>> {
  const close = wordsCloseTo({
    utility: [utility.name, utility.short_name],
    email: registration.email ?? '',
    numbers: [await accountNumberOf(tx, registration.accountId)],
  });
  const password = acceptPassword(typed, passwordLimits.alone, (one) => passwordGuessesLog10(one, close));
  if (!password.ok || consent === undefined) {
    return refused([
      ...(password.ok ? [] : [password.problem]),
      ...(consent === undefined ? [{ code: 'access.consent-needed', field: 'consent' } as const] : []),
    ]);
  }
  return ok({
    ...registration,
    passwordHash: await hashSecret(password.value),
    wantsPasskey: false,
    consentText: consent.text,
    consentVersion: consent.version,
  });
}

async function complete(
  tx: Database,
  { deps, registration, visit }: { deps: AccessDeps; registration: Registration; visit: Visit },
): Promise<Result<Registered, VerifyProblem>> {
  const { now, address } = visit;
  const { accountId, email, language } = registration;
  if (email === undefined) return refused({ code: 'access.registration-expired' });
  const loginId = newId();
  const made = await insertLogin(tx, { id: loginId, email, language, passwordHash: registration.passwordHash }, now);
  if (!made) return refused({ code: 'access.link-expired' });
  await recordConsent(
    tx,
    {
      loginId,
      kind: 'terms',
      text: registration.consentText,
      version: registration.consentVersion,
      language,
      address: registration.address,
    },
    now,
  );
  await endRegistration(tx, registration.id, loginId, now);
  const actor = { kind: 'customer', id: loginId } as const;
  await recordAudit(tx, { at: now, actor, action: 'login.registered', accountId, address });
  const outcome = await attach(tx, { deps, registration, loginId, visit });
  return ok({
    loginId,
    number: await accountNumberOf(tx, accountId),
    wantsPasskey: registration.wantsPasskey,
    outcome,
  });
}

async function attach(
  tx: Database,
  {
    deps,
    registration,
    loginId,
    visit,
  }: { deps: AccessDeps; registration: Registration; loginId: string; visit: Visit },
): Promise<Registered['outcome']> {
  const { accountId, email = '', language } = registration;
  const { now, address } = visit;
  const actor = { kind: 'customer', id: loginId } as const;
  if (registration.path === 'invitation') {
    const invitation = await invitationOfRegistration(tx, registration.id);
    const taken = invitation && (await acceptFor(tx, invitation, { deps, loginId, visit }));
    return taken?.ok === true ? 'attached' : 'claimed';
  }
  if (registration.path === 'mailed-code') {
    return (await mailCode(tx, deps, { loginId, accountId, link: deps.links.mailedCode, now }))
      ? 'code-mailed'
      : 'claimed';
  }
  if (!(await grantAccess(tx, { loginId, accountId, provenBy: 'bill-numbers', now }))) return 'claimed';
  await recordAudit(tx, {
    at: now,
    actor,
    action: 'access.granted',
    accountId,
    detail: { proof: 'bill-numbers' },
    address,
  });
  await tellCustomerOfRecord(tx, deps, { accountId, loginId, how: 'registered', email, now });
  await deps.tell(tx, { event: 'access.account-added', to: email, language, accountId, loginId }, now);
  return 'attached';
}
