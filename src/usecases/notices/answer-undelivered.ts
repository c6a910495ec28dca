import { type AccessProblemCode, isPermitted, type StaffRole } from '../../domain/access/index.ts';
import type { AccountsProblemCode } from '../../domain/accounts/index.ts';
import { ok, type Problem, present, type Result, refused } from '../../domain/kernel/index.ts';
import { recordAudit } from '../../store/audit.ts';
import type { Database } from '../../store/database.ts';
import { answerNotices } from '../../store/notices/index.ts';

export { type UndeliveredNotice, undeliveredNotices } from '../../store/notices/index.ts';

const longestReason = 500;

/** Says what was done about notices that did not arrive: one reason for all of one event, such as a mail server that was down. */
export async function answerUndelivered(
  db: Database,
  { ids, reason }: { readonly ids: readonly number[]; readonly reason: string },
  by: { readonly staffId: string; readonly role: StaffRole; readonly now: Temporal.Instant; readonly address: string },
): Promise<Result<number, Problem<AccessProblemCode | AccountsProblemCode>>> {
  if (!isPermitted(by.role, 'notice.answer')) return refused({ code: 'access.not-permitted' });
  const said = reason.trim();
  if (ids.length === 0) return refused({ code: 'accounts.none-chosen', field: 'chosen' });
  if (said === '') return refused({ code: 'accounts.reason-missing', field: 'reason' });
  if (said.length > longestReason) {
    return refused({ code: 'accounts.reason-long', field: 'reason', params: { max: longestReason } });
  }
  return db.transaction(async (tx) => {
    const kept = await answerNotices(tx, { ids, staffId: by.staffId, reason: said, now: by.now });
    for (const { id, accountId } of kept) {
      await recordAudit(tx, {
        at: by.now,
        actor: { kind: 'staff', id: by.staffId },
        action: 'notice.answered',
        detail: { notice: id },
        address: by.address,
        ...present({ accountId }),
      });
    }
    return ok(kept.length);
  });
}
