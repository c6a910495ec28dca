import type { Utility } from '../../config/utility.ts';
import { type AccessProblemCode, doors } from '../../domain/access/index.ts';
import { matchesIdentity, type NumberProblem, type TypedNumber } from '../../domain/accounts/index.ts';
import { ok, type Problem, type Result, refused } from '../../domain/kernel/index.ts';
import { hashToken } from '../../gateways/secrets.ts';
import { findAccountForAccess } from '../../store/access/index.ts';
import { recordAudit } from '../../store/audit.ts';
import type { Database } from '../../store/database.ts';
import { cameIn, type TooManyTries, todayOf, tryDoor, type Visit } from '../access/index.ts';

export type FindToPayProblem =
  | Problem<Extract<AccessProblemCode, 'access.account-not-matched'>>
  | NumberProblem
  | TooManyTries;

/**
 * P2: finds the account that somebody wants to pay without signing in, by a bill's numbers and ZIP code. The same answer,
 * the same work and the same counters as registration's look-up, so that this is no easier way to try numbers out.
 */
export async function findAccountToPay(
  { db, utility }: { readonly db: Database; readonly utility: Utility },
  { number, zip }: { readonly number: TypedNumber; readonly zip: string },
  { now, address }: Visit,
): Promise<Result<number, FindToPayProblem>> {
  const tried = { address, subject: hashToken(number.text) };
  const tooMany = await tryDoor(db, doors.findAccount, tried, now);
  if (tooMany !== undefined) return refused(tooMany);
  const found = await findAccountForAccess(db, number.text);
  const matches = matchesIdentity(found, zip, {
    today: todayOf(utility, now),
    closedDays: utility.closed_accounts.visible_days,
  });
  await recordAudit(db, {
    at: now,
    actor: { kind: 'guest' },
    action: matches ? 'payment.account-found' : 'payment.account-not-found',
    ...(matches && found !== undefined ? { accountId: found.accountId } : {}),
    address,
  });
  if (!matches || found === undefined) return refused(number.unlike ?? { code: 'access.account-not-matched' });
  await cameIn(db, doors.findAccount, tried, { now });
  return ok(found.accountId);
}
