/** Every code this module's problems carry; the words are `problem.<code>` in both locales. */
export const exchangeProblemCodes = [
  'exchange.column-enrols',
  'exchange.column-twice',
  'exchange.columns-missing',
  'exchange.cell-count',
  'exchange.cell-empty',
  'exchange.not-text',
  'exchange.too-long',
  'exchange.number-rounded',
  'exchange.not-a-date',
  'exchange.not-money',
  'exchange.not-a-decimal',
  'exchange.not-an-integer',
  'exchange.out-of-range',
  'exchange.not-in-list',
  'exchange.not-yes-or-no',
] as const;
