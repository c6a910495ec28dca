import {
  type AccessProblemCode,
  codeLimits,
  doors,
  readEmailCode,
  readMailedCode,
} from '../../../domain/access/index.ts';
import { ok, type Problem, type Result, refused } from '../../../domain/kernel/index.ts';
import { SealedOtherwise } from '../../../gateways/realm-secrets.ts';
import { hashToken, newToken } from '../../../gateways/secrets.ts';
import type { CustomerSignIn } from '../../../gateways/sign-in-customers.ts';
import { verifySecret } from '../../../gateways/slow-hash.ts';
import {
  authenticatorOf,
  countRefusal,
  endSignInStep,
  keepSignInStep,
  openRecoveryCodes,
  signInStepOf,
  takeRecoveryCode,
} from '../../../store/access/index.ts';
import { recordAudit } from '../../../store/audit.ts';
import type { Database } from '../../../store/database.ts';
import { cameIn, type TooManyTries, tryDoor } from '../try-door.ts';
import type { AccessDeps, Visit } from '../visit.ts';
import { isFreshCode } from './fresh-code.ts';
import { tellOfSecondFactor } from './tell-of-second-factor.ts';

type Refusal = Problem<AccessProblemCode> | TooManyTries;

/** Where a login has an authenticator, a right password is one step: gives the token that the second comes with. */
export async function secondStepOf(
  db: Database,
  { loginId, name }: { readonly loginId: string; readonly name: string },
  now: Temporal.Instant,
): Promise<string | undefined> {
  if ((await authenticatorOf(db, loginId))?.verifiedAt === undefined) return undefined;
  const token = newToken();
  const expiresAt = now.add({ minutes: codeLimits.secondFactorMinutes });
  await keepSignInStep(db, { loginId, name }, { tokenHash: hashToken(token), now, expiresAt });
  return token;
}

/** Whether a second factor is waited for. */
export const isStepOpen = async (db: Database, token: string, now: Temporal.Instant): Promise<boolean> =>
  (await signInStepOf(db, hashToken(token), now)) !== undefined;

/** The second factor: six digits of the app, or a recovery code. Either works once. */
export async function finishSignIn(
  deps: Pick<AccessDeps, 'db' | 'tell'> & { readonly customers: CustomerSignIn },
  given: { readonly token: string; readonly code: string; readonly headers: Headers },
  visit: Visit,
): Promise<Result<{ readonly name: string; readonly cookies: readonly string[] }, Refusal>> {
  const { db, customers } = deps;
  const { now, address } = visit;
  const tokenHash = hashToken(given.token);
  const step = await signInStepOf(db, tokenHash, now);
  if (step === undefined) return refused({ code: 'access.second-factor-over' });
  const { loginId, name } = step;
  const tried = { address, subject: loginId };
  const tooMany = await tryDoor(db, doors.secondFactor, tried, now);
  if (tooMany !== undefined) return refused(tooMany);
  const by = await factorOf(deps, { loginId, typed: given.code }, visit);
  if (by === 'unreadable') return refused({ code: 'access.second-factor-unreadable', field: 'code' });
  if (by === undefined || !(await endSignInStep(db, tokenHash))) {
    const refusal = { kind: 'sign-in', what: 'second-factor', actor: { kind: 'guest' }, loginId, address } as const;
    await countRefusal(db, refusal, now);
    return refused({ code: 'access.second-factor-wrong', field: 'code' });
  }
  await cameIn(db, doors.secondFactor, tried, { now });
  const actor = { kind: 'customer', id: loginId } as const;
  await recordAudit(db, { at: now, actor, action: 'login.signed-in', detail: { by: `password and ${by}` }, address });
  return ok({ name, cookies: await customers.begin(loginId, given.headers, address) });
}

async function factorOf(
  { db, tell, customers }: Pick<AccessDeps, 'db' | 'tell'> & { readonly customers: CustomerSignIn },
  { loginId, typed }: { readonly loginId: string; readonly typed: string },
  { now, address }: Visit,
): Promise<'authenticator' | 'recovery code' | 'unreadable' | undefined> {
  const digits = readEmailCode(typed);
  if (digits.length === 6 && /^[\d\s-]+$/.test(typed.normalize('NFKC'))) {
    const kept = await authenticatorOf(db, loginId);
    if (kept?.verifiedAt === undefined) return undefined;
    try {
      const secret = await customers.openSecret(kept.secret);
      return (await isFreshCode(db, { loginId, secret, digits, now })) ? 'authenticator' : undefined;
    } catch (error) {
      if (error instanceof SealedOtherwise) return 'unreadable';
      throw error;
    }
  }
  const code = readMailedCode(typed);
  const open = await openRecoveryCodes(db, loginId);
  for (const { position, hash } of open) {
    if (!(await verifySecret(hash, code))) continue;
    return db.transaction(async (tx) => {
      if (!(await takeRecoveryCode(tx, loginId, { position, now }))) return undefined;
      const actor = { kind: 'customer', id: loginId } as const;
      await recordAudit(tx, { at: now, actor, action: 'login.recovery-code-used', address });
      await tellOfSecondFactor(tx, { tell }, { loginId, what: 'code_used', left: open.length - 1, now });
      return 'recovery code' as const;
    });
  }
  return undefined;
}
