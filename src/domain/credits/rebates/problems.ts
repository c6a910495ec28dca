/** Every code this module's problems carry; the words are `problem.<code>` in both locales. */
const rebatesProblemCodes = [
  // Why a programme pays nothing.
  'rebates.closed',
  'rebates.bought-ahead',
  'rebates.too-late',
  'rebates.had-all',
  'rebates.too-many',
  'rebates.no-budget',
  // Why an application is not taken.
  'rebates.items-unreadable',
  'rebates.price-unreadable',
  'rebates.date-unreadable',
  'rebates.document-missing',
  'rebates.note-long',
  'rebates.file-kind',
  'rebates.file-large',
  'rebates.nothing-sent',
  'rebates.not-waiting',
  'rebates.files-many',
  'rebates.no-appeal',
  'rebates.appeal-why',
  // Why an answer is not taken.
  'rebates.decided',
  'rebates.waits-for-customer',
  'rebates.own-decision',
  'rebates.own-refusal',
  'rebates.answer-missing',
  'rebates.reason-missing',
  'rebates.reason-long',
  'rebates.amount-unreadable',
  'rebates.amount-too-large',
] as const;

export type RebatesProblemCode = (typeof rebatesProblemCodes)[number];
