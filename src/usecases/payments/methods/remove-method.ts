import { ok, type Problem, type Result, refused } from '../../../domain/kernel/index.ts';
import type { PaymentProcessor } from '../../../gateways/processor/index.ts';
import { loginById } from '../../../store/access/index.ts';
import { recordAudit } from '../../../store/audit.ts';
import type { Database } from '../../../store/database.ts';
import { lockMethodInUse, type MethodInUse, removeMethod } from '../../../store/payments/index.ts';
import type { Tell } from '../../access/index.ts';

/**
 * Removes a saved method of the login's own, here and at the processor. Refused while autopay drafts it: autopay is
 * changed or ended first, so that it never stops silently. Past payments keep what they were paid with.
 */
export async function removeMethodOf(
  { db, processor, tell }: { readonly db: Database; readonly processor: PaymentProcessor; readonly tell: Tell },
  asked: { readonly loginId: string; readonly methodId: number; readonly address: string },
  now: Temporal.Instant,
): Promise<Result<MethodInUse, Problem<'payments.method-unknown' | 'payments.method-in-use'>>> {
  const { loginId, methodId, address } = asked;
  const removed = await db.transaction(async (tx) => {
    const method = await lockMethodInUse(tx, loginId, methodId);
    if (method === undefined) return refused({ code: 'payments.method-unknown' } as const);
    if (method.usedBy.length > 0) return refused({ code: 'payments.method-in-use' } as const);
    await removeMethod(tx, methodId, now);
    const actor = { kind: 'customer', id: loginId } as const;
    await recordAudit(tx, { at: now, actor, action: 'payment-method.removed', detail: { method: methodId }, address });
    const login = await loginById(tx, loginId);
    if (login !== undefined) {
      const { email: to, language } = login;
      const { brand, last4 } = method.shown;
      await tell(tx, { event: 'access.method-removed', to, language, loginId, method: { brand, last4 } }, now);
    }
    return ok(method);
  });
  // Nothing of ours charges it any more; where the processor does not answer, it only keeps what it kept.
  if (removed.ok) await processor.forgetMethod(removed.value);
  return removed;
}
