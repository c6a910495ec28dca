import { present } from '../../domain/kernel/index.ts';
import { recordAudit } from '../../store/audit.ts';
import type { Database } from '../../store/database.ts';
import { insertOutreach, type OutreachChannel } from '../../store/transition/index.ts';
import type { StaffView } from '../access/index.ts';

/** Writes down that a member of staff tried to reach a customer about the move. */
export async function recordOutreach(
  db: Database,
  outreach: { readonly accountId: number; readonly channel: OutreachChannel; readonly note?: string },
  by: StaffView,
): Promise<void> {
  const { accountId, channel, note } = outreach;
  await db.transaction(async (tx) => {
    await insertOutreach(tx, {
      accountId,
      channel,
      reason: 'move-at-risk',
      at: by.now,
      staffId: by.staffId,
      ...present({ note }),
    });
    await recordAudit(tx, {
      at: by.now,
      actor: { kind: 'staff', id: by.staffId },
      action: 'outreach.recorded',
      accountId,
      detail: { channel },
      ...present({ address: by.address }),
    });
  });
}
