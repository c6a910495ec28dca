/** Every code this module's problems carry; the words are `problem.<code>` in both locales. */
const leakCreditsProblemCodes = [
  // Why the rule credits nothing.
  'leak-credits.still-running',
  'leak-credits.not-repaired',
  'leak-credits.too-late',
  'leak-credits.credited-before',
  'leak-credits.not-billed-yet',
  'leak-credits.no-history',
  'leak-credits.too-little',
  // Why a request, a decision or an appeal is not taken.
  'leak-credits.asked-before',
  'leak-credits.decided',
  'leak-credits.own-decision',
  'leak-credits.no-appeal',
  'leak-credits.outcome-missing',
  'leak-credits.reason-missing',
  'leak-credits.reason-long',
  'leak-credits.amount-unreadable',
  'leak-credits.amount-too-large',
] as const;

export type LeakCreditsProblemCode = (typeof leakCreditsProblemCodes)[number];
