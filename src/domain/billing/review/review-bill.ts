import { daysIn } from '../../kernel/index.ts';
import type { CalculatedBill } from '../calculated-bill.ts';
import type { Finding, HeldFinding } from './finding.ts';
import { type ReviewPolicy, thresholdsOf } from './review-policy.ts';
import { type ReviewedMeter, reviewUse } from './review-use.ts';

export interface BillToReview {
  readonly bill: CalculatedBill;
  readonly meters: readonly ReviewedMeter[];
  /** The bill before it ended on an estimate too. */
  readonly estimatedBefore: boolean;
  /** There is nowhere to send it on paper. */
  readonly addressMissing: boolean;
}

/** What the rules find about a calculated bill, each rule at most once, in the order of `reviewRules`. */
export function reviewBill(reviewed: BillToReview, policy: ReviewPolicy): readonly HeldFinding[] {
  const { bill, meters, estimatedBefore, addressMissing } = reviewed;
  const found: Finding[] = meters.flatMap((meter) => reviewUse(meter, policy) ?? []);
  if (bill.estimated && estimatedBefore) found.push({ rule: 'estimated-again', params: {} });
  if (bill.kind === 'first') found.push({ rule: 'first-bill', params: {} });
  const largest = largestUsual(meters, policy);
  if (largest !== undefined && bill.newCharges > largest) {
    found.push({ rule: 'large-bill', params: { amount: dollars(bill.newCharges), largest: dollars(largest) } });
  }
  if (bill.newCharges < 0) found.push({ rule: 'negative-bill', params: { amount: dollars(bill.newCharges) } });
  if (bill.isLong === true) {
    const days = daysIn(bill.period);
    found.push({ rule: 'long-period', params: { days, from: bill.period.start.toString() } });
  }
  if (addressMissing) found.push({ rule: 'address-missing', params: {} });
  const once = new Map(found.toReversed().map((finding) => [finding.rule, finding]));
  return found
    .filter((finding) => once.get(finding.rule) === finding && !policy.off.includes(finding.rule))
    .map((finding) => ({ ...finding, holds: !policy.shown.includes(finding.rule) }));
}

const dollars = (amount: number): string => (amount / 100).toFixed(2);

/** The most that the classes of its meters are used to together; undefined where one of them has no such limit. */
function largestUsual(meters: readonly ReviewedMeter[], policy: ReviewPolicy): number | undefined {
  const limits = meters.map(({ rateClass }) => thresholdsOf(policy, rateClass).large?.amount);
  if (limits.length === 0 || limits.includes(undefined)) return undefined;
  return Math.max(...limits.map((limit) => limit ?? 0));
}
