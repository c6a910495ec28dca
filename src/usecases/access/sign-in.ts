import type { Utility } from '../../config/utility.ts';
import {
  type AccessProblemCode,
  doors,
  readSignInName,
  type SignInName,
  signInNameKey,
} from '../../domain/access/index.ts';
import { ok, type Problem, type Result, refused } from '../../domain/kernel/index.ts';
import { hashToken } from '../../gateways/secrets.ts';
import type { CustomerSignIn } from '../../gateways/sign-in-customers.ts';
import { verifyNothing, verifySecret } from '../../gateways/slow-hash.ts';
import { countRefusal, type Login, loginByEmail, loginByNumber, passwordHashOf } from '../../store/access/index.ts';
import { recordAudit } from '../../store/audit.ts';
import type { Database } from '../../store/database.ts';
import { secondStepOf } from './second-factor/finish-sign-in.ts';
import { cameIn, type TooManyTries, tryDoor } from './try-door.ts';
import type { Visit } from './visit.ts';

export interface SignedIn {
  readonly loginId: string;
  /** What their tries are counted by, and this browser is remembered for. */
  readonly name: string;
  readonly cookies: readonly string[];
  /** Nobody is in yet: the second factor is asked for, and comes with this token. */
  readonly step?: string;
}

/** Whose login a name is. */
const loginOf = (db: Database, name: SignInName | undefined): Promise<Login | undefined> =>
  name?.kind === 'number' ? loginByNumber(db, name) : loginByEmail(db, name?.email ?? nobody);

const nobody = 'nobody@invalid.example';

/**
 * Signs a customer in by password: by the email, or the number on the bill where they have none. A wrong name and a wrong password are one answer after the same hashing. Tries are counted
 * before the password is looked at; a limit holds back, it never locks. A browser in which this email signed in before has a
 * limit of its own, so that nobody elsewhere can use it up for the owner.
 */
export async function signInWithPassword(
  {
    db,
    customers,
    utility,
  }: {
    readonly db: Database;
    readonly customers: CustomerSignIn;
    readonly utility: Pick<Utility, 'account_number'>;
  },
  given: {
    /** As it was typed. */
    readonly name: string;
    readonly password: string;
    readonly headers: Headers;
    readonly browser?: string | undefined;
  },
  { now, address }: Visit,
): Promise<Result<SignedIn, Problem<AccessProblemCode> | TooManyTries>> {
  // What cannot be a name still costs a hash, so that its answer is no quicker.
  const typed = readSignInName(given.name, utility.account_number);
  const name = typed === undefined ? nobody : signInNameKey(typed);
  const tried = { address, subject: hashToken(name), browser: given.browser };
  const known = doors.signInFromKnownBrowser;
  const door =
    given.browser !== undefined && (await tryDoor(db, known, tried, now)) === undefined ? known : doors.signIn;
  const tooMany = door === known ? undefined : await tryDoor(db, door, tried, now);
  if (tooMany !== undefined) return refused(tooMany);
  const login = await loginOf(db, typed);
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
  const step = await secondStepOf(db, { loginId: signedIn.id, name }, now);
  if (step !== undefined) return ok({ loginId: signedIn.id, name, cookies: [], step });
  const actor = { kind: 'customer', id: signedIn.id } as const;
  await recordAudit(db, { at: now, actor, action: 'login.signed-in', detail: { by: 'password' }, address });
  return ok({ loginId: signedIn.id, name, cookies: await customers.begin(signedIn.id, given.headers, address) });
}
