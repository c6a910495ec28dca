import type { BillLine } from '../../billing/index.ts';
import { type Exact, exact, roundToCents } from '../../kernel/index.ts';
import type { ShadowReason, TheirLine } from './shadow-bill.ts';

export interface Known {
  /** Whether the use that the bill says is what its registers rose by. */
  readonly readsAgree: boolean;
}

/** Rounded in other places, a line may be off by this. */
const maxRounding = 1;

/** Why two lines of one thing differ: what of them differs, or what would make them equal. */
export function guessReason(theirs: TheirLine, ours: BillLine, known: Known): ShadowReason {
  if (Math.abs(theirs.amount - ours.amount) <= maxRounding) return 'rounding';
  if (isOtherDays(theirs, ours)) return 'days';
  const { quantity, rate } = theirs;
  if (ours.unitPrice === undefined || ours.quantity === undefined) return 'rate';
  const isOtherRate = rate !== undefined && !rate.equals(exact(ours.unitPrice));
  const isOtherUse = quantity !== undefined && !quantity.equals(exact(ours.quantity));
  if (isOtherRate) return 'rate';
  if (isOtherUse || rate !== undefined || !known.readsAgree) return 'use';
  // Only its amount is known: where our price gives a round number of units, they counted others.
  return isWholeUnits(exact(theirs.amount).div(100).div(exact(ours.unitPrice))) ? 'use' : 'rate';
}

/** Whether theirs is ours over other days: over the whole period, over its days of thirty, or over those of the period. */
function isOtherDays(theirs: TheirLine, { quantity, explanation }: BillLine): boolean {
  if (quantity !== undefined) return false;
  const { share, days, periodDays, exactAmount } = explanation;
  const whole = share === undefined ? exact(exactAmount) : exact(exactAmount).div(exact(share));
  const shares = [
    exact(1),
    ...[days, periodDays].flatMap((count) => (count === undefined ? [] : [exact(count).div(30), exact(count).div(31)])),
  ];
  return shares.some((one) => !whole.equals(exact(0)) && roundToCents(whole.mul(one)) === theirs.amount);
}

const isWholeUnits = (units: Exact): boolean => {
  const nearest = exact(Math.round(units.valueOf() * 10)).div(10);
  return Math.abs(units.sub(nearest).valueOf()) < 0.006;
};
