import { type AccessProblemCode, doors, readEmail } from '../../domain/access/index.ts';
import { ok, type Problem, type Result, refused } from '../../domain/kernel/index.ts';
import { hashToken } from '../../gateways/secrets.ts';
import type { CustomerSignIn } from '../../gateways/sign-in-customers.ts';
import { verifyNothing, verifySecret } from '../../gateways/slow-hash.ts';
import { countRefusal, loginByEmail, passwordHashOf } from '../../store/access/index.ts';
import { recordAudit } from '../../store/audit.ts';
import type { Database } from '../../store/database.ts';
import { secondStepOf } from './second-factor/finish-sign-in.ts';
import { cameIn, type TooManyTries, tryDoor } from './try-door.ts';
import type { Visit } from './visit.ts';

export interface SignedIn {
  readonly loginId: string;
  readonly email: string;
  readonly cookies: readonly string[];
  /** Nobody is in yet: the second factor is asked for, and comes with this token. */
  readonly step?: string;
}

/**
 * Signs a customer in by password. A wrong email and a wrong password are one answer after the same hashing. Tries are counted
 * before the password is looked at; a limit holds back, it never locks. A browser in which this email signed in before has a
 * limit of its own, so that nobody elsewhere can use it up for the owner.
 */
export async function signInWithPassword(
  { db, customers }: { readonly db: Database; readonly customers: CustomerSignIn },
  given: {
    readonly email: string;
    readonly password: string;
    readonly headers: Headers;
    readonly browser?: string | undefined;
  },
  { now, address }: Visit,
): Promise<Result<SignedIn, Problem<AccessProblemCode> | TooManyTries>> {
  // What cannot be an email still costs a hash, so that its answer is no quicker.
  const email = readEmail(given.email) ?? 'nobody@invalid.example';
  const tried = { address, subject: hashToken(email), browser: given.browser };
  const known = doors.signInFromKnownBrowser;
  const door =
    given.browser !== undefined && (await tryDoor(db, known, tried, now)) === undefined ? known : doors.signIn;
  const tooMany = door === known ? undefined : await tryDoor(db, door, tried, now);
  if (tooMany !== undefined) return refused(tooMany);
  const login = await loginByEmail(db, email);
  const hash = await passwordHashOf(db, login?.id ?? '');
  const right = hash === undefined ? await verifyNothing(given.password) : await verifySecret(hash, given.password);
  const signedIn = right ? login : undefined;
  if (signedIn === undefined) {
    const loginId = login?.id;
    await countRefusal(db, { kind: 'sign-in', what: 'password', actor: { kind: 'guest' }, loginId, address }, now);
    return refused({ code: 'access.sign-in-wrong' });
  }
  await cameIn(db, door, tried, {
    now,
    shared: ['browser', 'subject-of-address', 'address', 'site', 'subject'],
  });
  const step = await secondStepOf(db, signedIn.id, now);
  if (step !== undefined) return ok({ loginId: signedIn.id, email, cookies: [], step });
  const actor = { kind: 'customer', id: signedIn.id } as const;
  await recordAudit(db, { at: now, actor, action: 'login.signed-in', detail: { by: 'password' }, address });
  return ok({ loginId: signedIn.id, email, cookies: await customers.begin(signedIn.id, given.headers, address) });
}
