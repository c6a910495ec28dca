import { endAccess, grantAccess, loginById, ownerOf } from '../../store/access/index.ts';
import { recordAudit } from '../../store/audit.ts';
import type { Database } from '../../store/database.ts';
import { type AccessDeps, settleByMailedCode, tellCustomerOfRecord, type Visit } from '../access/index.ts';

/** The account passes to the login that typed the code from the letter. The former owner's access ends, and they are told. */
export async function handOver(
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
  await tellCustomerOfRecord(tx, deps, { accountId, loginId, how: 'mailed_code', email: login?.email, now });
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
