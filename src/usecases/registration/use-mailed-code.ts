import { type AccessProblemCode, codeLimits, doors, readMailedCode } from '../../domain/access/index.ts';
import { ok, type Problem, type Result, refused, refusedAndKept } from '../../domain/kernel/index.ts';
import { verifyNothing, verifySecret } from '../../gateways/slow-hash.ts';
import { accountNumberOf } from '../../store/access/index.ts';
import { countMailedCodeTry, liveMailedCodes, useMailedCodeUp } from '../../store/registration/index.ts';
import { type AccessDeps, type TooManyTries, tryDoor, type Visit } from '../access/index.ts';
import { handOver } from './hand-over.ts';

/**
 * R3: the code from the letter proves that its login lives where the bills go. The former owner's access ends, and they are
 * told; the ledger, the bills and the history stay the account's.
 */
export async function useMailedCode(
  deps: AccessDeps,
  given: { readonly loginId: string; readonly code: string },
  { now, address }: Visit,
): Promise<Result<string, Problem<AccessProblemCode> | TooManyTries>> {
  const tooMany = await tryDoor(deps.db, doors.mailedCode, { address, subject: given.loginId }, now);
  if (tooMany !== undefined) return refused(tooMany);
  const typed = readMailedCode(given.code);
  return deps.db.transaction(async (tx) => {
    const live = await liveMailedCodes(tx, given.loginId, now);
    if (live.length === 0) await verifyNothing(typed);
    for (const mailed of live) {
      if (mailed.attempts >= codeLimits.mailedTries) continue;
      await countMailedCodeTry(tx, mailed.id);
      if (!(await verifySecret(mailed.codeHash, typed))) continue;
      await useMailedCodeUp(tx, mailed.id, now);
      await handOver(tx, { deps, accountId: mailed.accountId, loginId: given.loginId, visit: { now, address } });
      return ok(await accountNumberOf(tx, mailed.accountId));
    }
    return refusedAndKept({ code: 'access.mailed-code-wrong', field: 'code' });
  });
}
