import { type AccessProblemCode, rateLimits, readEmail } from '../../domain/access/index.ts';
import { ok, type Problem, type Result, refused } from '../../domain/kernel/index.ts';
import { hashToken, verifyNothing, verifySecret } from '../../gateways/secrets.ts';
import type { CustomerSignIn } from '../../gateways/sign-in-customers.ts';
import { loginByEmail, passwordHashOf } from '../../store/access/index.ts';
import { recordAudit } from '../../store/audit.ts';
import type { Database } from '../../store/database.ts';
import { type TooManyTries, tooManyTries, type Visit } from './visit.ts';

export interface SignedIn {
  readonly loginId: string;
  readonly cookies: readonly string[];
}

/**
 * Signs a customer in by password. A wrong email and a wrong password are one answer after the same hashing. Tries are counted by
 * email and by address before the password is looked at; a limit holds back, it never locks.
 */
export async function signInWithPassword(
  { db, customers }: { readonly db: Database; readonly customers: CustomerSignIn },
  given: { readonly email: string; readonly password: string; readonly headers: Headers },
  { now, address }: Visit,
): Promise<Result<SignedIn, Problem<AccessProblemCode> | TooManyTries>> {
  // What cannot be an email still costs a hash, so that its answer is no quicker.
  const email = readEmail(given.email) ?? 'nobody@invalid.example';
  const tooMany = await tooManyTries(
    db,
    [
      [rateLimits.signInByEmail, hashToken(email)],
      [rateLimits.signInByAddress, address],
    ],
    now,
  );
  if (tooMany !== undefined) return refused(tooMany);
  const login = await loginByEmail(db, email);
  const hash = await passwordHashOf(db, login?.id ?? '');
  const right = hash === undefined ? await verifyNothing(given.password) : await verifySecret(hash, given.password);
  const signedIn = right ? login : undefined;
  await recordAudit(db, {
    at: now,
    actor: signedIn === undefined ? { kind: 'guest' } : { kind: 'customer', id: signedIn.id },
    action: signedIn === undefined ? 'login.sign-in-refused' : 'login.signed-in',
    detail: { by: 'password' },
    address,
  });
  if (signedIn === undefined) return refused({ code: 'access.sign-in-wrong' });
  return ok({ loginId: signedIn.id, cookies: await customers.begin(signedIn.id, given.headers) });
}
