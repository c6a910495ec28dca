import type { BillingProblemCode } from '../../../domain/billing/index.ts';
import { ok, type Problem, type Result, refused } from '../../../domain/kernel/index.ts';

const max = 1000;

/** Why somebody decides, as the history keeps it. */
export function readReason(typed: string): Result<string, Problem<BillingProblemCode>> {
  const reason = typed.trim();
  if (reason === '') return refused({ code: 'billing.reason-missing', field: 'reason' });
  return reason.length > max ? refused({ code: 'billing.reason-long', field: 'reason', params: { max } }) : ok(reason);
}
