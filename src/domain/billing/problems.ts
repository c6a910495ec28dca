/** Every code this module's problems carry; the words are `problem.<code>` in both locales. */
export const billingProblemCodes = [
  'billing.number-mistyped',
  'billing.bill-not-found',
  'billing.not-possible-now',
  'billing.cancelled-out-of-order',
  'billing.discarded-out-of-order',
  'billing.posted-out-of-order',
  'billing.no-service-point',
  'billing.no-rate-for-class',
  'billing.period-too-long',
  'billing.billed-past-closing',
  'billing.handed-over-too-high',
  'billing.less-than-billed',
  'billing.run-not-found',
  'billing.cycle-unknown',
  'billing.date-unreadable',
  'billing.correction-changed',
  'billing.correction-answered',
  'billing.correction-answer-missing',
  'billing.reason-missing',
  'billing.reason-long',
] as const;

export type BillingProblemCode = (typeof billingProblemCodes)[number];
