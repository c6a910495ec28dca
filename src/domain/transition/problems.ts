/** Every code this module's problems carry; the words are `problem.<code>` in both locales. */
export const transitionProblemCodes = [
  'transition.file-empty',
  'transition.file-too-large',
  'transition.columns-missing',
  'transition.column-twice',
  'transition.quote-unclosed',
  'transition.field-count',
  'transition.number-unreadable',
  'transition.number-rounded',
  'transition.yes-or-no',
  'transition.email-unreadable',
  'transition.language-unknown',
  'transition.date-unreadable',
  'transition.draft-far-off',
  'transition.amount-unreadable',
  'transition.account-unknown',
  'transition.account-closed',
  'transition.line-superseded',
] as const;

export type TransitionProblemCode = (typeof transitionProblemCodes)[number];
