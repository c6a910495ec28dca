import { cutOverDate, type TransitionPolicy } from './policy.ts';

/** A late fee is held back up to and including `untilOn`. */
export interface LateFeeHold {
  readonly untilOn: Temporal.PlainDate;
  readonly reason: 'move-autopay-lapsed';
}

/** The hold the policy grants to accounts the move put at risk; undefined where it grants none. */
export function lateFeeHold(policy: TransitionPolicy): LateFeeHold | undefined {
  const days = policy.holdLateFeesDays ?? 0;
  return days > 0 ? { untilOn: cutOverDate(policy).add({ days }), reason: 'move-autopay-lapsed' } : undefined;
}
