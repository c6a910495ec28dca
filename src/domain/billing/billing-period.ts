import { daysIn, type Exact, exact, type Period } from '../kernel/index.ts';

export type BillKind = 'regular' | 'first' | 'final';

/** Reads are a month apart, give or take a weekend, a holiday and February: 25 to 35 days are one month. */
const oneMonth = { from: 25, through: 35, days: 30 } as const;
/** Beyond a quarter nothing is billed without a person: the reads before were lost, or the account was. */
export const longestPeriodDays = 100;

/**
 * The one rule of proration: how many months of charges a period is billed. Rates are written for a month; base charges
 * and the widths of tiers are multiplied by this, use never is.
 *
 * - A regular period of 25 to 35 days is one month, so that a long month does not cost more than a short one.
 * - A first or final period is its days of 30, but at least `minimumDays` (the reference utility: "least billed time five days";
 *   read here as: who moves in or out within fewer days is billed the base charge of five) and at most one month up to
 *   35 days.
 * - Any longer period, after reads that were missing or held back, is its days of 30.
 */
export function monthsBilled(kind: BillKind, period: Period, minimumDays: number): Exact {
  const days = daysIn(period);
  if (days > oneMonth.through) return exact(days).div(oneMonth.days);
  if (kind === 'regular' && days >= oneMonth.from) return exact(1);
  return exact(Math.min(Math.max(days, minimumDays), oneMonth.days)).div(oneMonth.days);
}
