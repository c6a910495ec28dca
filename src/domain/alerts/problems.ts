/** Every code this module's problems carry; the words are `problem.<code>` in both locales. */
export const alertsProblemCodes = [
  'alerts.quiet-half',
  'alerts.daily-use-missing',
  'alerts.daily-use-unreadable',
  'alerts.bill-amount-missing',
  'alerts.bill-amount-unreadable',
  'alerts.unit-missing',
] as const;

export type AlertsProblemCode = (typeof alertsProblemCodes)[number];
