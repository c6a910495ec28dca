import type { AtRisk } from './at-risk.ts';
import type { TransitionPolicy } from './policy.ts';

/** A late fee is held back up to and including `untilOn`. */
export interface LateFeeHold {
  readonly untilOn: Temporal.PlainDate;
  readonly reason: 'move-autopay-lapsed';
}

/** The hold the policy grants an at-risk account, counted from its bill's due date; undefined where it grants none. */
export function lateFeeHold(account: AtRisk, policy: TransitionPolicy): LateFeeHold | undefined {
  if (policy.holdLateFeesDays === undefined || policy.holdLateFeesDays <= 0) return undefined;
  return { untilOn: account.dueOn.add({ days: policy.holdLateFeesDays }), reason: 'move-autopay-lapsed' };
}
