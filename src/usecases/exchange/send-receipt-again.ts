import { isPermitted } from '../../domain/access/index.ts';
import { ok, type Problem, type Result, refused } from '../../domain/kernel/index.ts';
import { recordAudit } from '../../store/audit.ts';
import type { Database } from '../../store/database.ts';
import { holdBatches, insertResend, lastAttempt } from '../../store/exchange/index.ts';
import type { Clerk } from '../receivables/index.ts';

export interface SendingAgain {
  readonly receipt: string;
  readonly reason: string;
  readonly by: Clerk;
}

/** A person decides that a receipt which the billing system refused goes out again, in a later batch. */
export async function sendReceiptAgain(
  db: Database,
  { receipt, reason, by }: SendingAgain,
): Promise<Result<void, Problem>> {
  if (!isPermitted(by.role, 'exchange-batch.answer')) return refused({ code: 'access.not-permitted' });
  const why = reason.trim().slice(0, 1000);
  if (why === '') return refused({ code: 'exchange.resend-reason-missing', field: 'reason' });
  return db.transaction(async (tx): Promise<Result<void, Problem>> => {
    await holdBatches(tx);
    const last = await lastAttempt(tx, receipt);
    if (last?.state !== 'refused') return refused({ code: 'exchange.not-refused', params: { receipt } });
    const attempt = last.attempt + 1;
    const kept = await insertResend(tx, { receipt, attempt, staffId: by.staffId, reason: why, now: by.now });
    if (!kept) return refused({ code: 'exchange.not-refused', params: { receipt } });
    await recordAudit(tx, {
      at: by.now,
      actor: { kind: 'staff', id: by.staffId },
      action: 'exchange-receipt.again',
      accountId: last.accountId,
      detail: { receipt, attempt },
      address: by.address,
    });
    return ok(undefined);
  });
}
