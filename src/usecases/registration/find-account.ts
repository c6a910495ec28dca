import { type AccessProblemCode, codeLimits, doors } from '../../domain/access/index.ts';
import { matchesIdentity, type NumberProblem, type TypedNumber } from '../../domain/accounts/index.ts';
import { isBefore, ok, type Problem, type Result, refused } from '../../domain/kernel/index.ts';
import { hashToken, newToken } from '../../gateways/secrets.ts';
import { findAccountForAccess } from '../../store/access/index.ts';
import { recordAudit } from '../../store/audit.ts';
import { beginRegistration } from '../../store/registration/index.ts';
import { type AccessDeps, cameIn, type TooManyTries, todayOf, tryDoor, type Visit } from '../access/index.ts';

export interface FoundAccount {
  /** For the browser's cookie: with it, the registration can be continued. */
  readonly token: string;
  readonly claimed: boolean;
}

export type FindAccountProblem =
  | Problem<Extract<AccessProblemCode, 'access.account-not-matched' | 'access.registration-not-open'>>
  | NumberProblem
  | TooManyTries;

/**
 * R1: finds the account that a bill's numbers and its ZIP code name. "No such account", "another ZIP" and "closed" are one
 * answer after the same queries; only who has both right learns whether it is claimed. What is no
 * number of today's is looked for among those of before, and is answered as such whatever they and the ZIP code are. Every try counts against the number,
 * the address and everybody, and is written down without what was typed.
 */
export async function findAccount(
  { db, utility }: Pick<AccessDeps, 'db' | 'utility'>,
  { number, zip }: { readonly number: TypedNumber; readonly zip: string },
  { now, address }: Visit,
): Promise<Result<FoundAccount, FindAccountProblem>> {
  if (isBefore(now, utility.cutOver)) return refused({ code: 'access.registration-not-open' });
  const tried = { address, subject: hashToken(number.text) };
  const tooMany = await tryDoor(db, doors.findAccount, tried, now);
  if (tooMany !== undefined) return refused(tooMany);
  const found = await findAccountForAccess(db, number.text);
  const matches = matchesIdentity(found, zip, {
    today: todayOf(utility, now),
    closedDays: utility.closed_accounts.visible_days,
  });
  const token = newToken();
  await db.transaction(async (tx) => {
    await recordAudit(tx, {
      at: now,
      actor: { kind: 'guest' },
      action: matches ? 'registration.account-found' : 'registration.account-not-found',
      ...(matches && found !== undefined ? { accountId: found.accountId } : {}),
      address,
    });
    if (matches && found !== undefined) {
      await beginRegistration(tx, {
        tokenHash: hashToken(token),
        accountId: found.accountId,
        path: found.claimed ? 'mailed-code' : 'free',
        now,
        expiresAt: now.add({ hours: codeLimits.foundHours }),
      });
    }
  });
  if (!matches || found === undefined) return refused(number.unlike ?? { code: 'access.account-not-matched' });
  await cameIn(db, doors.findAccount, tried, { now });
  return ok({ token, claimed: found.claimed });
}
