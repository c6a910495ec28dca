import { cutOverDate, type TransitionPolicy } from './policy.ts';

/** A late fee is held back up to and including `untilOn`. */
export interface LateFeeHold {
  readonly untilOn: Temporal.PlainDate;
  readonly reason: 'move-autopay-lapsed';
}

/** The hold the policy grants to accounts the move put at risk; undefined where it grants none. */
export function lateFeeHold(policy: TransitionPolicy): LateFeeHold | undefined {
  if (policy.holdLateFeesDays === undefined || policy.holdLateFeesDays <= 0) return undefined;
  return { untilOn: cutOverDate(policy).add({ days: policy.holdLateFeesDays }), reason: 'move-autopay-lapsed' };
}
