import { present } from '../../../domain/kernel/index.ts';
import { endSessions, loginsWithAccess } from '../../../store/access/index.ts';
import { recordAudit } from '../../../store/audit.ts';
import type { Database } from '../../../store/database.ts';
import type { Tell } from '../tell.ts';
import type { StaffView } from './staff-view.ts';

export const endingReasons = ['customer-asked', 'lost-device', 'unusual'] as const;
export type EndingReason = (typeof endingReasons)[number];

const said = {
  'customer-asked': 'customer_asked',
  'lost-device': 'lost_device',
  unusual: 'unusual',
} as const satisfies Record<EndingReason, string>;

/**
 * Signs out everybody who reaches an account, in every browser, for a reason that each of them is told and the account's log
 * keeps. It opens nothing: nobody of the staff can sign in for a customer. Says how many logins it was.
 */
export async function endCustomerSessions(
  { db, tell }: { readonly db: Database; readonly tell: Tell },
  { accountId, reason }: { readonly accountId: number; readonly reason: EndingReason },
  { staffId, now, address }: StaffView,
): Promise<number> {
  return db.transaction(async (tx) => {
    const logins = await loginsWithAccess(tx, accountId);
    for (const { loginId, email: to, language } of logins) {
      await endSessions(tx, loginId);
      await tell(tx, { event: 'access.sessions-ended', to, language, accountId, loginId, why: said[reason] }, now);
    }
    await recordAudit(tx, {
      at: now,
      actor: { kind: 'staff', id: staffId },
      action: 'account.sessions-ended',
      accountId,
      detail: { reason, logins: logins.length },
      ...present({ address }),
    });
    return logins.length;
  });
}
