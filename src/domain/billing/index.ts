export type { ServicePointToBill } from './account-to-bill.ts';
export { askedFacts, askedSizes, checkFact, missingFacts, type TypedFact, usualOwner } from './asked-facts.ts';
export type { AssistanceTerms } from './assistance-line.ts';
export {
  type BillDifference,
  type CorrectionState,
  correctionState,
  type KeptDecision,
} from './bill-correction.ts';
export type { BillDocument, ReadQuality, SummaryOfCharges, UsagePoint } from './bill-document.ts';
export { afterEvent, type BillState } from './bill-lifecycle.ts';
export type { BillLine, BillLineExplanation } from './bill-line.ts';
export { type AccountTerms, type BillTerms, billLines } from './bill-lines.ts';
export type { BillMoveNote } from './bill-move-note.ts';
export { billNumber, parseBillNumber } from './bill-number.ts';
export type { BilledPeriod } from './billed-period.ts';
export { type BillKind, maxPeriodDays, monthsBilled } from './billing-period.ts';
export type { BillingPolicy, LateFeePolicy } from './billing-policy.ts';
export { calculateBill } from './calculate-bill.ts';
export type { CalculatedBill } from './calculated-bill.ts';
export { chargeOfLine } from './charge-of-line.ts';
export {
  type DeliveryFacts,
  decideDelivery,
  deliveryReasons,
} from './decide-delivery.ts';
export { isDoubtful } from './doubtful-read.ts';
export { notBelowZero } from './estimate-correction.ts';
export { explainLine, explainReads, type Sentence } from './explain-bill.ts';
export { lateFeeOn } from './late-fee.ts';
export { lineLabel } from './line-label.ts';
export { nextReadOn } from './next-read.ts';
export { periodMonthsOf } from './period-months.ts';
export { rateBook } from './price-by-schedule.ts';
export { type PricedService, priceService } from './price-service.ts';
export { type BillingProblemCode, billingProblemCodes } from './problems.ts';
export type { RateBook, ServiceFacts } from './rate-book.ts';
export type { FactOwner, RateFact } from './rate-fact.ts';
export { rateSegments } from './rate-segments.ts';
export { readWindowDays } from './read-service-point.ts';
export {
  assistancePart,
  depositCreditPart,
  estimateCorrectionPart,
  feePart,
  lateFeePart,
  revenueOf,
  transferPart,
} from './revenue.ts';
export { findingValues, type HeldFinding } from './review/finding.ts';
export { reviewBill } from './review/review-bill.ts';
export {
  type ReviewPolicy,
  type ReviewRule,
  reviewRules,
  thresholdsOf,
} from './review/review-policy.ts';
export type { ReviewedMeter } from './review/review-use.ts';
export { checkRunDates, type RunDatePolicy } from './review/run-dates.ts';
export { afterRunEvent, mayApprove, type RunState } from './review/run-lifecycle.ts';
export { type UnbilledAccount, whyNeverBilled } from './review/why-never-billed.ts';
export { scanLine } from './scan-line.ts';
export {
  dayOfClass,
  factsOfPlace,
  readFactsOfPlace,
  readServicePointDetails,
  type ServicePointDetails,
  type ServicePointField,
  servicePointFields,
  services,
} from './service-point-details.ts';
export { type StandingBeforeBill, summaryOfCharges } from './summary-of-charges.ts';
