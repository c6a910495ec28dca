import type { Cents } from '../kernel/index.ts';

/** What a bill would be by the hours as they are now, less what it is. */
export interface BillDifference {
  /** Whole gallons. */
  readonly gallons: number;
  readonly amount: Cents;
}

/** A difference of at most both, whichever way, goes to the next read without anybody being asked. */
export interface CarryLimit {
  readonly gallons: number;
  readonly amount: Cents;
}

/** `rebilled` is the end: another bill stands in its place. */
export type CorrectionState = 'waits' | 'carried' | 'stands' | 'gone' | 'rebilled';

/** What a person decided to do with a difference short of billing again. */
export interface KeptDecision {
  readonly kind: 'carry' | 'stand';
  readonly difference: BillDifference;
}

const isSame = (one: BillDifference, other: BillDifference): boolean =>
  one.gallons === other.gallons && one.amount === other.amount;

/**
 * What becomes of a difference. What a person decided holds for the very difference they saw: the same found again is not
 * asked again, another one is.
 */
export function correctionState(
  difference: BillDifference,
  { limit, decided }: { readonly limit: CarryLimit; readonly decided?: KeptDecision | undefined },
): Exclude<CorrectionState, 'rebilled'> {
  if (difference.gallons === 0 && difference.amount === 0) return 'gone';
  if (decided !== undefined && isSame(decided.difference, difference)) {
    return decided.kind === 'carry' ? 'carried' : 'stands';
  }
  const isSmall = Math.abs(difference.gallons) <= limit.gallons && Math.abs(difference.amount) <= limit.amount;
  return isSmall ? 'carried' : 'waits';
}
