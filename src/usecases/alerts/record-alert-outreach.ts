import type { AlertOutreachChannel, OutreachResult } from '../../domain/alerts/index.ts';
import { present } from '../../domain/kernel/index.ts';
import { insertAlertOutreach } from '../../store/alerts/index.ts';
import { recordAudit } from '../../store/audit.ts';
import type { Database } from '../../store/database.ts';

/** Writes down that a member of staff tried to reach a customer about an alert, and what came of it. */
export async function recordAlertOutreach(
  db: Database,
  leak: { readonly id: number; readonly accountId: number },
  outreach: { readonly channel: AlertOutreachChannel; readonly result: OutreachResult; readonly note: string },
  by: { readonly staffId: string; readonly now: Temporal.Instant; readonly address?: string },
): Promise<void> {
  await db.transaction(async (tx) => {
    await insertAlertOutreach(tx, { ...outreach, alertId: leak.id, staffId: by.staffId, at: by.now });
    await recordAudit(tx, {
      at: by.now,
      actor: { kind: 'staff', id: by.staffId },
      action: 'alert-outreach.recorded',
      accountId: leak.accountId,
      detail: { channel: outreach.channel, result: outreach.result },
      ...present({ address: by.address }),
    });
  });
}
