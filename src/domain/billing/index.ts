export type { AccountToBill, ServicePointToBill } from './account-to-bill.ts';
export type { AssistanceSpan, AssistanceTerms } from './assistance-line.ts';
export {
  type BillDifference,
  type CarryLimit,
  type CorrectionState,
  correctionState,
  type KeptDecision,
} from './bill-correction.ts';
export type { BillDocument, BillRead, ReadQuality, SummaryOfCharges, UsagePoint } from './bill-document.ts';
export { afterEvent, type BillEvent, type BillState } from './bill-lifecycle.ts';
export type { BillLine, BillLineExplanation } from './bill-line.ts';
export { type AccountTerms, type BillTerms, billLines, type ServiceUse } from './bill-lines.ts';
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
export { explainLine, explainReads, type Sentence } from './explain-bill.ts';
export { lateFeeFrom, lateFeeOn } from './late-fee.ts';
export { nextReadOn } from './next-read.ts';
export { rateBook } from './price-by-schedule.ts';
export { type PricedService, priceService } from './price-service.ts';
export { type BillingProblemCode, billingProblemCodes } from './problems.ts';
export type { BilledUse, RateBook, RateVersion, ServiceFacts } from './rate-book.ts';
export { type RateSegment, rateSegments } from './rate-segments.ts';
export { type MeterEstimate, readWindowDays } from './read-service-point.ts';
export { type ReckonedBill, type Reckoning, reckonBill } from './reckon-bill.ts';
export type { RecurringFeeKind, RunningFee } from './recurring-fee-line.ts';
export { depositCreditPart, feePart, lateFeePart, revenueOf } from './revenue.ts';
export { scanLine } from './scan-line.ts';
export { type StandingBeforeBill, summaryOfCharges } from './summary-of-charges.ts';
