import type { Utility } from '../../config/utility.ts';
import { isPermitted } from '../../domain/access/index.ts';
import { ok, present, type Result, refused } from '../../domain/kernel/index.ts';
import { recordAudit } from '../../store/audit.ts';
import type { Database } from '../../store/database.ts';
import { joinDecidedDays } from '../../store/metering/index.ts';
import { insertDecision, lockExceptionsOf, reopen } from '../../store/validation/index.ts';
import { askToCompare } from '../billing/index.ts';
import { checkReason, type ReadsAnalyst, type ValidationRefused } from './answer-exception.ts';
import { exceptionCase } from './exception-case.ts';
import { validateOneMeter } from './validate-reads.ts';

/** Takes the answer that stands back, with a reason: the hours are again what the files and the other decisions say. */
export async function takeBackAnswer(
  db: Database,
  utility: Utility,
  of: { readonly id: number; readonly decisionId: number; readonly reason: string; readonly by: ReadsAnalyst },
): Promise<Result<void, ValidationRefused>> {
  const { id, decisionId, reason, by } = of;
  if (!isPermitted(by.role, 'reads.validate')) return refused({ code: 'access.not-permitted' });
  const reasoned = checkReason(reason);
  if (!reasoned.ok) return reasoned;
  return db.transaction(async (tx) => {
    const asked = await exceptionCase(tx, utility, { id, now: by.now });
    if (asked === undefined) return refused({ code: 'validation.undone' });
    const { meterId } = asked.exception;
    await lockExceptionsOf(tx, meterId);
    const found = await exceptionCase(tx, utility, { id, now: by.now });
    if (found?.standing?.id !== decisionId) return refused({ code: 'validation.undone' });
    await insertDecision(tx, {
      ...{ exceptionId: id, kind: 'undo', reason, staffId: by.staffId, now: by.now, undoesId: decisionId },
    });
    await joinDecidedDays(tx, meterId, decisionId);
    await reopen(tx, id);
    await validateOneMeter(tx, utility, { meterId, now: by.now });
    await askToCompare(tx, meterId);
    await recordAudit(tx, {
      at: by.now,
      actor: { kind: 'staff', id: by.staffId },
      action: 'reads.answer-taken-back',
      ...present({ accountId: asked.exception.accountId }),
      detail: { exception: id, rule: asked.exception.rule, decision: decisionId },
      address: by.address,
    });
    return ok(undefined);
  });
}
