import { type AccessProblemCode, codeLimits, rateLimits, readEmailCode } from '../../domain/access/index.ts';
import type { AccountNumber } from '../../domain/accounts/index.ts';
import { ok, type Problem, type Result, refused, refusedAndKept } from '../../domain/kernel/index.ts';
import { hashToken, newId, verifyNothing, verifySecret } from '../../gateways/secrets.ts';
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
import { type AccessDeps, type TooManyTries, tellCustomerOfRecord, tooManyTries, type Visit } from '../access/index.ts';
import { acceptFor } from '../delegates/index.ts';
import { mailCode } from './mail-code.ts';
import { stillGoing } from './still-going.ts';

export interface Registered {
  readonly loginId: string;
  readonly number: AccountNumber;
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
  const tooMany = await tooManyTries(deps.db, [[rateLimits.verifyByAddress, visit.address]], visit.now);
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

/** The link from the mail, on any device; it works once. */
export async function verifyByLink(
  deps: AccessDeps,
  linkToken: string,
  visit: Visit,
): Promise<Result<Registered, VerifyProblem>> {
  const tooMany = await tooManyTries(deps.db, [[rateLimits.verifyByAddress, visit.address]], visit.now);
  if (tooMany !== undefined) return refused(tooMany);
  return deps.db.transaction(async (tx) => {
    const registration = stillGoing(await registrationByLink(tx, hashToken(linkToken)), visit.now);
    if (registration === undefined) return refused({ code: 'access.link-expired' });
    return complete(tx, { deps, registration, visit });
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
    return (await mailCode(tx, deps, { loginId, accountId, now })) ? 'code-mailed' : 'claimed';
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
  await tellCustomerOfRecord(tx, deps, { accountId, how: 'registered', email, now });
  await deps.tell(tx, { event: 'access.account-added', to: email, language, accountId, loginId }, now);
  return 'attached';
}
