import { type AccessProblemCode, doors } from '../../domain/access/index.ts';
import { ok, type Problem, type Result, refused } from '../../domain/kernel/index.ts';
import { hashToken } from '../../gateways/secrets.ts';
import { registrationByToken } from '../../store/registration/index.ts';
import { type AccessDeps, type TooManyTries, tryDoor, type Visit } from '../access/index.ts';
import { mailVerification } from './mail-verification.ts';
import { stillGoing } from './still-going.ts';

/** Sends the mail again, with a new code and link: mail can be late, or go astray. */
export async function resendVerification(
  deps: AccessDeps,
  token: string,
  { now, address }: Visit,
): Promise<Result<{ readonly email: string }, Problem<AccessProblemCode> | TooManyTries>> {
  const { db } = deps;
  const waiting = stillGoing(await registrationByToken(db, hashToken(token)), now);
  if (waiting?.email === undefined) return refused({ code: 'access.registration-expired' });
  const { email } = waiting;
  const tooMany = await tryDoor(db, doors.register, { address, subject: hashToken(email) }, now);
  if (tooMany !== undefined) return refused(tooMany);
  await db.transaction((tx) => mailVerification(tx, deps, { ...waiting, email, known: waiting.emailIsKnown, now }));
  return ok({ email });
}
