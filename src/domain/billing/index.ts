export type { BillDocument, BillRead, ReadQuality, SummaryOfCharges, UsagePoint } from './bill-document.ts';
export { afterEvent, type BillEvent, type BillState } from './bill-lifecycle.ts';
export type { BillLine, BillLineExplanation } from './bill-line.ts';
export { billNumber, parseBillNumber } from './bill-number.ts';
export { type BillKind, longestPeriodDays, monthsBilled } from './billing-period.ts';
export type { BillingPolicy, LateFeePolicy } from './billing-policy.ts';
export {
  type Delivery,
  type DeliveryFacts,
  type DeliveryReason,
  decideDelivery,
  deliveryReasons,
} from './decide-delivery.ts';
export { lateFeeFrom, lateFeeOn } from './late-fee.ts';
export { type BillingProblemCode, billingProblemCodes } from './problems.ts';
export { type RateSegment, rateSegments } from './rate-segments.ts';
export { lateFeePart, revenueOf } from './revenue.ts';
export { type AccountStanding, summaryOfCharges } from './summary-of-charges.ts';
