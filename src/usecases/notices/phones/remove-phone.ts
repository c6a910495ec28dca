import { loginById } from '../../../store/access/index.ts';
import { recordAudit } from '../../../store/audit.ts';
import type { Database } from '../../../store/database.ts';
import { endProvenPhone, phoneOf, withdrawConsent } from '../../../store/notices/index.ts';
import type { Tell, Visit } from '../../access/index.ts';

/** No more texts or calls to this person's number; their email hears about it. */
export async function removePhone(
  { db, tell }: { readonly db: Database; readonly tell: Tell },
  loginId: string,
  { now, address }: Visit,
): Promise<void> {
  await db.transaction(async (tx) => {
    const phone = await phoneOf(tx, loginId);
    if (phone === undefined) return;
    await withdrawConsent(tx, { number: phone.number, loginId, how: 'settings', now, address });
    await endProvenPhone(tx, loginId, now);
    const actor = { kind: 'customer', id: loginId } as const;
    await recordAudit(tx, { at: now, actor, action: 'phone.removed', address });
    const login = await loginById(tx, loginId);
    if (login === undefined) return;
    const { email: to, language } = login;
    await tell(tx, { event: 'access.phone-removed', to, language, loginId, last4: phone.number.slice(-4) }, now);
  });
}
