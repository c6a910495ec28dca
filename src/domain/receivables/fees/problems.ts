/** Every code this module's problems carry; the words are `problem.<code>` in both locales. */
const feesProblemCodes = [
  'fees.kind-missing',
  'fees.amount-unreadable',
  'fees.amount-too-large',
  'fees.reason-missing',
  'fees.reason-long',
  'fees.outcome-missing',
  'fees.answered',
  'fees.own-fee',
  'fees.not-charged',
  'fees.not-running',
  'fees.runs-already',
] as const;

export type FeesProblemCode = (typeof feesProblemCodes)[number];
