import { type AccessProblemCode, codeLimits, doors } from '../../domain/access/index.ts';
import { parseBillNumber } from '../../domain/billing/index.ts';
import { ok, type Problem, type Result, refused, refusedAndKept } from '../../domain/kernel/index.ts';
import { hashToken } from '../../gateways/secrets.ts';
import { accountNumberOf, grantAccess } from '../../store/access/index.ts';
import { recordAudit } from '../../store/audit.ts';
import { isRecentBill } from '../../store/billing/index.ts';
import { countCodeTry, endRegistration, registrationByToken } from '../../store/registration/index.ts';
import {
  type AccessDeps,
  type TooManyTries,
  tellCustomerOfRecord,
  todayOf,
  tryDoor,
  type Visit,
} from '../access/index.ts';
import { acceptWithoutEmail, type ChosenWithoutEmail, makeLoginWithoutEmail } from './new-login-without-email.ts';
import { stillGoing } from './still-going.ts';

/** A bill of the last two periods: what somebody who lives where it is mailed has at hand. */
const recentDays = 75;

/**
 * A1 at the lobby computer: a person without an email who has the paper bill in hand registers at once, by its number beside the
 * numbers and ZIP code that found the account. Only for an account that nobody has: one that is claimed needs the mailed
 * code (R3). The customer of record hears about it on paper, as always.
 */
export async function registerWithBill(
  deps: AccessDeps,
  given: ChosenWithoutEmail & {
    readonly token: string;
    readonly bill: string;
    /** The running visit at an enrolled computer; nothing else may call this. */
    readonly kioskVisit: number;
  },
  visit: Visit,
): Promise<Result<{ readonly loginId: string }, readonly (Problem<AccessProblemCode> | TooManyTries)[]>> {
  const { now, address } = visit;
  const tokenHash = hashToken(given.token);
  const before = stillGoing(await registrationByToken(deps.db, tokenHash), now);
  if (before === undefined) return refused([{ code: 'access.registration-expired' }]);
  const tooMany = await tryDoor(deps.db, doors.verify, { address, subject: String(before.accountId) }, now);
  if (tooMany !== undefined) return refused([tooMany]);
  const accepted = await acceptWithoutEmail(deps, await accountNumberOf(deps.db, before.accountId), given);
  if (!accepted.ok) return accepted;
  return deps.db.transaction(
    async (tx): Promise<Result<{ readonly loginId: string }, readonly Problem<AccessProblemCode>[]>> => {
      const registration = stillGoing(await registrationByToken(tx, tokenHash), now);
      if (registration === undefined) return refused([{ code: 'access.registration-expired' }]);
      if (registration.path !== 'free') return refused([{ code: 'access.already-claimed' }]);
      const { id, accountId, codeAttempts } = registration;
      if (codeAttempts >= codeLimits.emailTries) return refused([{ code: 'access.registration-expired' }]);
      await countCodeTry(tx, id);
      const since = todayOf(deps.utility, now).subtract({ days: recentDays });
      const bill = parseBillNumber(given.bill);
      // Another system's numbers have no check digit.
      const number = bill.ok ? bill.value : given.bill.trim();
      if (!(await isRecentBill(tx, { accountId, number, since }))) {
        return refusedAndKept([{ code: 'access.bill-not-matched', field: 'bill' }]);
      }
      const loginId = await makeLoginWithoutEmail(tx, accepted.value, { accountId, visit });
      if (!(await grantAccess(tx, { loginId, accountId, provenBy: 'paper-bill', now }))) {
        return refused([{ code: 'access.already-claimed' }]);
      }
      await endRegistration(tx, id, loginId, now);
      const actor = { kind: 'customer', id: loginId } as const;
      const detail = { proof: 'paper-bill', kioskVisit: given.kioskVisit };
      await recordAudit(tx, { at: now, actor, action: 'access.granted', accountId, detail, address });
      await tellCustomerOfRecord(tx, deps, { accountId, loginId, how: 'registered', email: undefined, now });
      return ok({ loginId });
    },
  );
}
