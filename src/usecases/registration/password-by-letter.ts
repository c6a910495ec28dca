import {
  type AccessProblemCode,
  codeLimits,
  doors,
  readMailedCode,
  readSignInName,
  signInNameKey,
} from '../../domain/access/index.ts';
import type { NumberShape } from '../../domain/accounts/index.ts';
import { ok, type Problem, type Result, refused, refusedAndKept } from '../../domain/kernel/index.ts';
import { hashToken } from '../../gateways/secrets.ts';
import { verifyNothing, verifySecret } from '../../gateways/slow-hash.ts';
import { accountsOfLogin, endSessions, loginByNumber } from '../../store/access/index.ts';
import type { Database } from '../../store/database.ts';
import { countMailedCodeTry, liveMailedCodes, useMailedCodeUp } from '../../store/registration/index.ts';
import {
  type AccessDeps,
  acceptNewPassword,
  replacePassword,
  type TooManyTries,
  tryDoor,
  type Visit,
} from '../access/index.ts';
import { mailCode } from './mail-code.ts';

/** The login without an email that a typed number is of. */
const loginOfNumber = async (db: Database, shape: NumberShape, typed: string) => {
  const name = readSignInName(typed, shape);
  return name?.kind === 'number' ? loginByNumber(db, name) : undefined;
};

const countedBy = (shape: NumberShape, typed: string): string => {
  const name = readSignInName(typed, shape);
  return hashToken(name === undefined ? typed : signInNameKey(name));
};

/**
 * A person without an email forgot the password: a code goes on paper to the billing address of their oldest account. The answer
 * is the same whether there is such a login, and whether a letter is on its way already.
 */
export async function askForPasswordLetter(
  deps: AccessDeps,
  typed: string,
  { now, address }: Visit,
): Promise<Result<undefined, TooManyTries>> {
  const tooMany = await tryDoor(
    deps.db,
    doors.passwordReset,
    { address, subject: countedBy(deps.utility.account_number, typed) },
    now,
  );
  if (tooMany !== undefined) return refused(tooMany);
  await deps.db.transaction(async (tx) => {
    const login = await loginOfNumber(tx, deps.utility.account_number, typed);
    const accounts = login === undefined ? [] : await accountsOfLogin(tx, login.id);
    const account = accounts.find(({ role }) => role === 'owner');
    if (login === undefined || account === undefined) return;
    const { accountId } = account;
    await mailCode(tx, deps, { loginId: login.id, accountId, link: deps.links.passwordLetter, now });
  });
  return ok(undefined);
}

/** The code from that letter and a new password; the login is signed out everywhere. */
export async function resetPasswordByLetter(
  deps: AccessDeps,
  given: { readonly number: string; readonly code: string; readonly password: string },
  { now, address }: Visit,
): Promise<Result<undefined, Problem<AccessProblemCode> | TooManyTries>> {
  const tooMany = await tryDoor(
    deps.db,
    doors.letterCode,
    { address, subject: countedBy(deps.utility.account_number, given.number) },
    now,
  );
  if (tooMany !== undefined) return refused(tooMany);
  const typed = readMailedCode(given.code);
  return deps.db.transaction(async (tx): Promise<Result<undefined, Problem<AccessProblemCode>>> => {
    const login = await loginOfNumber(tx, deps.utility.account_number, given.number);
    const live = login === undefined ? [] : await liveMailedCodes(tx, login.id, now);
    if (login === undefined || live.length === 0) await verifyNothing(typed);
    for (const mailed of login === undefined ? [] : live) {
      if (login === undefined || mailed.attempts >= codeLimits.mailedTries) continue;
      await countMailedCodeTry(tx, mailed.id);
      if (!(await verifySecret(mailed.codeHash, typed))) continue;
      const accepted = await acceptNewPassword(tx, deps, { loginId: login.id, typed: given.password });
      // Kept: the try counts, and the code can be typed again beside a better password.
      if (!accepted.ok) return refusedAndKept(accepted.problem);
      await useMailedCodeUp(tx, mailed.id, now);
      await replacePassword(tx, deps, { loginId: login.id, password: accepted.value, now, address });
      await endSessions(tx, login.id);
      return ok(undefined);
    }
    return refusedAndKept({ code: 'access.mailed-code-wrong', field: 'code' });
  });
}
