import type { Utility } from '../../config/utility.ts';
import { type AccessProblemCode, rateLimits } from '../../domain/access/index.ts';
import { type AccountNumber, formatAccountNumber, matchesIdentity } from '../../domain/accounts/index.ts';
import { ok, type Problem, type Result, refused } from '../../domain/kernel/index.ts';
import { hashToken } from '../../gateways/secrets.ts';
import { findAccountForAccess } from '../../store/access/index.ts';
import { recordAudit } from '../../store/audit.ts';
import type { Database } from '../../store/database.ts';
import { type TooManyTries, todayOf, tooManyTries, type Visit } from '../access/index.ts';

export type FindToPayProblem = Problem<Extract<AccessProblemCode, 'access.account-not-matched'>> | TooManyTries;

/**
 * P2: finds the account that somebody wants to pay without signing in, by a bill's numbers and ZIP code. The same answer,
 * the same work and the same counters as registration's look-up, so that this is no easier way to try numbers out.
 */
export async function findAccountToPay(
  { db, utility }: { readonly db: Database; readonly utility: Utility },
  { number, zip }: { readonly number: AccountNumber; readonly zip: string },
  { now, address }: Visit,
): Promise<Result<number, FindToPayProblem>> {
  const tooMany = await tooManyTries(
    db,
    [
      [rateLimits.findAccountByNumber, hashToken(formatAccountNumber(number))],
      [rateLimits.findAccountByAddress, address],
      [rateLimits.findAccountByAll, ''],
    ],
    now,
  );
  const found = await findAccountForAccess(db, number);
  const matches = matchesIdentity(found, zip, todayOf(utility, now)) && tooMany === undefined;
  await recordAudit(db, {
    at: now,
    actor: { kind: 'guest' },
    action: matches ? 'payment.account-found' : 'payment.account-not-found',
    ...(matches && found !== undefined ? { accountId: found.accountId } : {}),
    ...(tooMany === undefined ? {} : { detail: { limited: true } }),
    address,
  });
  if (tooMany !== undefined) return refused(tooMany);
  return matches && found !== undefined ? ok(found.accountId) : refused({ code: 'access.account-not-matched' });
}
