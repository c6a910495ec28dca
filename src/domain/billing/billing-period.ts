import { daysIn, type Exact, exact, type Period } from '../kernel/index.ts';

export type BillKind = 'regular' | 'first' | 'final' | 'correction';

const daysOfMonth = 30;
/** Beyond a quarter nothing is billed without a person: the reads before were lost, or the account was. */
const longestPeriodDays = 100;

/**
 * Days of a period that is the whole one that rates are written for. Reads are a month apart, give or take a weekend, a
 * holiday and February: 25 to 35 days are one month, 55 to 66 are two, 85 to 97 three.
 */
export const wholePeriod = (periodMonths: number) => ({ from: 30 * periodMonths - 5, through: 31 * periodMonths + 4 });

/** The most days that are billed without a person, where rates are written for so many months. */
export const maxPeriodDays = (periodMonths: number): number => longestPeriodDays + daysOfMonth * (periodMonths - 1);

/**
 * The one rule of proration: how many months of charges a period is billed. Base charges and the widths of tiers are
 * multiplied by this over the months that rates are written for (`periodMonths`, their `bill_frequency`); use never is.
 *
 * - A regular period of 25 to 35 days is one month, so that a long month does not cost more than a short one; where rates
 *   are written for two months, one of 55 to 66 days is two.
 * - A first or final period is its days of 30, but at least `minimumDays` (the reference utility: "least billed time five days";
 *   read here as: who moves in or out within fewer days is billed the base charge of five) and at most one month up to
 *   35 days.
 * - Any longer period, after reads that were missing or held back, is its days of 30.
 */
export function monthsBilled(kind: BillKind, period: Period, minimumDays: number, periodMonths = 1): Exact {
  const days = daysIn(period);
  const whole = wholePeriod(periodMonths);
  if (days > whole.through) return exact(days).div(daysOfMonth);
  if (kind === 'regular' && days >= whole.from) return exact(periodMonths);
  return exact(Math.min(Math.max(days, minimumDays), daysOfMonth * periodMonths)).div(daysOfMonth);
}

/**
 * Whether a period is still running where its cycle is read more often than its rates are billed: a regular one until it
 * is whole, a first one until half of it is over.
 */
export function isStillRunning(kind: BillKind, days: number, periodMonths: number): boolean {
  if (kind === 'final' || periodMonths === 1) return false;
  return days < (kind === 'first' ? (daysOfMonth * periodMonths) / 2 : wholePeriod(periodMonths).from);
}
