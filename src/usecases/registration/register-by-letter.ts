import { type AccessProblemCode, codeLimits, doors, readMailedCode } from '../../domain/access/index.ts';
import { ok, type Problem, type Result, refused, refusedAndKept } from '../../domain/kernel/index.ts';
import { hashToken } from '../../gateways/secrets.ts';
import { verifyNothing, verifySecret } from '../../gateways/slow-hash.ts';
import { findAccountForAccess } from '../../store/access/index.ts';
import {
  countMailedCodeTry,
  liveCodesForAnybody,
  registrationByToken,
  useMailedCodeUp,
} from '../../store/registration/index.ts';
import { type AccessDeps, type TooManyTries, tryDoor, type Visit } from '../access/index.ts';
import { handOver } from './hand-over.ts';
import { mailCode } from './mail-code.ts';
import { acceptWithoutEmail, type ChosenWithoutEmail, makeLoginWithoutEmail } from './new-login-without-email.ts';
import { stillGoing } from './still-going.ts';

/**
 * A1: mails a code on paper to the billing address of the account that this browser found, for a person without an email. There is
 * no login before the code comes back, so nobody can take a name that is not theirs.
 */
export async function askForLetter(
  deps: AccessDeps,
  token: string,
  { now }: Visit,
): Promise<Result<undefined, Problem<AccessProblemCode>>> {
  return deps.db.transaction(async (tx): Promise<Result<undefined, Problem<AccessProblemCode>>> => {
    const registration = stillGoing(await registrationByToken(tx, hashToken(token)), now);
    if (registration === undefined) return refused({ code: 'access.registration-expired' });
    const mailed = await mailCode(tx, deps, {
      ...{ loginId: undefined, accountId: registration.accountId },
      link: deps.links.letter,
      now,
    });
    return mailed ? ok(undefined) : refused({ code: 'access.mailed-code-too-soon' });
  });
}

export interface ByLetter extends ChosenWithoutEmail {
  readonly number: string;
  readonly code: string;
}

/**
 * A1: the code from the letter makes a login without an email and gives it the account, also where somebody else had it (R3). An unknown number
 * and a wrong code are one answer; a code has five tries.
 */
export async function registerByLetter(
  deps: AccessDeps,
  { number, code, ...chosen }: ByLetter,
  visit: Visit,
): Promise<Result<{ readonly loginId: string }, readonly (Problem<AccessProblemCode> | TooManyTries)[]>> {
  const { now, address } = visit;
  const subject = hashToken(number);
  const tooMany = await tryDoor(deps.db, doors.letterCode, { address, subject }, now);
  if (tooMany !== undefined) return refused([tooMany]);
  const accepted = await acceptWithoutEmail(deps, number, chosen);
  if (!accepted.ok) return accepted;
  const typed = readMailedCode(code);
  return deps.db.transaction(
    async (tx): Promise<Result<{ readonly loginId: string }, readonly Problem<AccessProblemCode>[]>> => {
      const found = await findAccountForAccess(tx, number);
      const live = found === undefined ? [] : await liveCodesForAnybody(tx, found.accountId, now);
      if (live.length === 0) await verifyNothing(typed);
      for (const mailed of live) {
        if (mailed.attempts >= codeLimits.mailedTries) continue;
        await countMailedCodeTry(tx, mailed.id);
        if (!(await verifySecret(mailed.codeHash, typed))) continue;
        const { accountId } = mailed;
        await useMailedCodeUp(tx, mailed.id, now);
        const loginId = await makeLoginWithoutEmail(tx, accepted.value, { accountId, visit });
        await handOver(tx, { deps, accountId, loginId, visit });
        return ok({ loginId });
      }
      return refusedAndKept([{ code: 'access.mailed-code-wrong', field: 'code' }]);
    },
  );
}
