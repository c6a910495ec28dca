import { recordAudit } from '../../../store/audit.ts';
import { currentEbill, endEbill } from '../../../store/billing/index.ts';
import type { Database } from '../../../store/database.ts';
import { type AuthorisedAccount, needsRight, type Tell } from '../../access/index.ts';

/** Paper again, from the next bill on. Says whether e-bill was on or asked for. */
export async function stopEbill(
  db: Database,
  account: AuthorisedAccount,
  { tell, now }: { tell: Tell; now: Temporal.Instant },
): Promise<boolean> {
  needsRight(account, 'manage');
  return db.transaction(async (tx) => {
    const ebill = await currentEbill(tx, account.accountId);
    if (ebill === undefined) return false;
    await endEbill(tx, account.accountId, { reason: 'by-customer', now });
    const { accountId, loginId } = account;
    await recordAudit(tx, { at: now, actor: { kind: 'customer', id: loginId }, action: 'ebill.stopped', accountId });
    await tell(tx, { event: 'ebill.off', to: ebill.email, language: ebill.language, accountId, loginId }, now);
    return true;
  });
}
