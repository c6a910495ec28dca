import { codeLimits } from '../../domain/access/index.ts';
import { isBefore } from '../../domain/kernel/index.ts';
import { newMailedCode } from '../../gateways/secrets.ts';
import { hashSecret } from '../../gateways/slow-hash.ts';
import { recordAudit } from '../../store/audit.ts';
import type { Database } from '../../store/database.ts';
import { keepMailedCode, lastMailedCode } from '../../store/registration/index.ts';
import type { AccessDeps } from '../access/index.ts';

/**
 * Mails a code on paper to the account's billing address, for this login alone or, where there is
 * none yet, for the person who types it; the last one stops working. False where one was
 * mailed in the last days: a mailbox is not to be flooded, and the letter may still be on its way.
 */
export async function mailCode(
  tx: Database,
  { tell }: Pick<AccessDeps, 'tell'>,
  {
    loginId,
    accountId,
    link,
    now,
  }: {
    readonly loginId: string | undefined;
    readonly accountId: number;
    /** Where the code is typed. */
    readonly link: string;
    readonly now: Temporal.Instant;
  },
): Promise<boolean> {
  const last = await lastMailedCode(tx, accountId);
  const again = last?.add({ hours: codeLimits.mailedAgainDays * 24 });
  if (again !== undefined && isBefore(now, again)) return false;
  const code = newMailedCode();
  const expiresAt = now.add({ hours: codeLimits.mailedDays * 24 });
  await keepMailedCode(tx, { loginId, accountId, codeHash: await hashSecret(code), now, expiresAt });
  const actor = loginId === undefined ? ({ kind: 'guest' } as const) : ({ kind: 'customer', id: loginId } as const);
  await recordAudit(tx, { at: now, actor, action: 'access.code-mailed', accountId });
  await tell(tx, { event: 'access.mailed-code', accountId, code, link }, now);
  return true;
}
