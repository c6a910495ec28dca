import { type AccessProblemCode, codeLimits, doors, readMailedCode } from '../../domain/access/index.ts';
import type { AccountNumber } from '../../domain/accounts/index.ts';
import { ok, type Problem, type Result, refused, refusedAndKept } from '../../domain/kernel/index.ts';
import { verifyNothing, verifySecret } from '../../gateways/slow-hash.ts';
import { accountNumberOf, endAccess, grantAccess, loginById, ownerOf } from '../../store/access/index.ts';
import { recordAudit } from '../../store/audit.ts';
import type { Database } from '../../store/database.ts';
import { countMailedCodeTry, liveMailedCodes, useMailedCodeUp } from '../../store/registration/index.ts';
import {
  type AccessDeps,
  settleByMailedCode,
  type TooManyTries,
  tellCustomerOfRecord,
  tryDoor,
  type Visit,
} from '../access/index.ts';

/**
 * R3: the code from the letter proves that its login lives where the bills go. The former owner's access ends, and they are
 * told; the ledger, the bills and the history stay the account's.
 */
export async function useMailedCode(
  deps: AccessDeps,
  given: { readonly loginId: string; readonly code: string },
  { now, address }: Visit,
): Promise<Result<AccountNumber, Problem<AccessProblemCode> | TooManyTries>> {
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

async function handOver(
  tx: Database,
  { deps, accountId, loginId, visit }: { deps: AccessDeps; accountId: number; loginId: string; visit: Visit },
): Promise<void> {
  const { now, address } = visit;
  const former = await ownerOf(tx, accountId);
  const actor = { kind: 'customer', id: loginId } as const;
  const login = await loginById(tx, loginId);
  await settleByMailedCode(tx, { accountId, loginId, now });
  await endAccess(tx, accountId, now);
  if (former !== undefined) {
    await recordAudit(tx, {
      at: now,
      actor,
      action: 'access.ended',
      accountId,
      detail: { login: former.loginId, reason: 'mailed-code' },
      address,
    });
    await deps.tell(
      tx,
      { event: 'access.ended', to: former.email, language: former.language, accountId, loginId: former.loginId },
      now,
    );
  }
  await grantAccess(tx, { loginId, accountId, provenBy: 'mailed-code', now });
  await tellCustomerOfRecord(tx, deps, { accountId, loginId, how: 'mailed_code', email: login?.email ?? '', now });
  await recordAudit(tx, {
    at: now,
    actor,
    action: 'access.granted',
    accountId,
    detail: { proof: 'mailed-code' },
    address,
  });
  if (login !== undefined) {
    await deps.tell(
      tx,
      { event: 'access.account-added', to: login.email, language: login.language, accountId, loginId },
      now,
    );
  }
}
