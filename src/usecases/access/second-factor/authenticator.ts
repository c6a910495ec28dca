import { type AccessProblemCode, doors, readEmailCode } from '../../../domain/access/index.ts';
import { ok, type Problem, type Result, refused } from '../../../domain/kernel/index.ts';
import type { CustomerSignIn } from '../../../gateways/sign-in-customers.ts';
import { newTotpSecret, toBase32, totpAddress } from '../../../gateways/totp.ts';
import {
  authenticatorOf,
  deleteAuthenticator,
  keepAuthenticator,
  loginById,
  verifyAuthenticator,
} from '../../../store/access/index.ts';
import { recordAudit } from '../../../store/audit.ts';
import { type TooManyTries, tryDoor } from '../try-door.ts';
import type { AccessDeps, Visit } from '../visit.ts';
import { isFreshCode } from './fresh-code.ts';
import { makeRecoveryCodes } from './recovery-codes.ts';
import { tellOfSecondFactor } from './tell-of-second-factor.ts';

export interface SecondFactorDeps extends Pick<AccessDeps, 'db' | 'tell'> {
  readonly customers: Pick<CustomerSignIn, 'sealSecret' | 'openSecret'>;
}

type Refusal = Problem<AccessProblemCode>;

/** Makes the secret of an authenticator that a person is about to set up; one that is in use stays. */
export async function beginAuthenticator(
  { db, customers }: SecondFactorDeps,
  loginId: string,
  { now }: Visit,
): Promise<void> {
  const secret = await customers.sealSecret(newTotpSecret());
  await keepAuthenticator(db, loginId, { secret, now });
}

/** What an app is given: the address behind the QR code, and the same key to type. */
export interface AuthenticatorToSetUp {
  readonly address: string;
  readonly key: string;
}

/** The authenticator that is being set up; undefined where there is none, or it is in use and its secret not shown again. */
export async function authenticatorToSetUp(
  { db, customers, issuer }: Pick<SecondFactorDeps, 'db' | 'customers'> & { readonly issuer: string },
  loginId: string,
): Promise<AuthenticatorToSetUp | undefined> {
  const kept = await authenticatorOf(db, loginId);
  if (kept === undefined || kept.verifiedAt !== undefined) return undefined;
  const secret = await customers.openSecret(kept.secret);
  const email = (await loginById(db, loginId))?.email ?? issuer;
  return { address: totpAddress(secret, { issuer, email }), key: toBase32(secret) };
}

/** The first right code puts the authenticator in use. Gives the recovery codes, which are shown this once. */
export async function confirmAuthenticator(
  deps: SecondFactorDeps,
  { loginId, code }: { readonly loginId: string; readonly code: string },
  { now, address }: Visit,
): Promise<Result<readonly string[], Refusal | TooManyTries>> {
  const { db, customers } = deps;
  const tooMany = await tryDoor(db, doors.secondFactor, { address, subject: loginId }, now);
  if (tooMany !== undefined) return refused(tooMany);
  const kept = await authenticatorOf(db, loginId);
  if (kept === undefined || kept.verifiedAt !== undefined) return refused({ code: 'access.second-factor-over' });
  const secret = await customers.openSecret(kept.secret);
  if (!(await isFreshCode(db, { loginId, secret, digits: readEmailCode(code), now }))) {
    return refused({ code: 'access.second-factor-wrong', field: 'code' });
  }
  const codes = await makeRecoveryCodes();
  return db.transaction(async (tx) => {
    if (!(await verifyAuthenticator(tx, loginId, now))) return refused({ code: 'access.second-factor-over' });
    await codes.keep(tx, loginId, now);
    const actor = { kind: 'customer', id: loginId } as const;
    await recordAudit(tx, { at: now, actor, action: 'login.authenticator-added', address });
    await tellOfSecondFactor(tx, deps, { loginId, what: 'added', now });
    return ok(codes.codes);
  });
}

/** Takes the authenticator and its recovery codes away; the password alone signs in again. */
export async function removeAuthenticator(
  deps: Pick<AccessDeps, 'db' | 'tell'>,
  loginId: string,
  { now, address }: Visit,
): Promise<void> {
  await deps.db.transaction(async (tx) => {
    if (!(await deleteAuthenticator(tx, loginId))) return;
    const actor = { kind: 'customer', id: loginId } as const;
    await recordAudit(tx, { at: now, actor, action: 'login.authenticator-removed', address });
    await tellOfSecondFactor(tx, deps, { loginId, what: 'removed', now });
  });
}
