import { recordAudit } from '../../store/audit.ts';
import type { Database } from '../../store/database.ts';
import { hasDigest, startDigest, stopDigest } from '../../store/notices/index.ts';
import type { Visit } from '../access/index.ts';

export const wantsDigest = hasDigest;

/** Begins or ends the weekly message of a person. What was held back for it is in the account's own pages all the same. */
export async function chooseDigest(
  db: Database,
  {
    loginId,
    isWeekly,
    today,
  }: { readonly loginId: string; readonly isWeekly: boolean; readonly today: Temporal.PlainDate },
  { now, address }: Visit,
): Promise<void> {
  await db.transaction(async (tx) => {
    if (isWeekly) await startDigest(tx, { loginId, today, now });
    else await stopDigest(tx, loginId);
    const actor = { kind: 'customer', id: loginId } as const;
    await recordAudit(tx, { at: now, actor, action: 'login.digest-chosen', detail: { weekly: isWeekly }, address });
  });
}
