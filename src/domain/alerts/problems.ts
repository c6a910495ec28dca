/** Every code this module's problems carry; the words are `problem.<code>` in both locales. */
const alertsProblemCodes = [
  'alerts.amount-without-way',
  'alerts.quiet-half',
  'alerts.daily-use-unreadable',
  'alerts.bill-amount-missing',
  'alerts.bill-amount-unreadable',
  'alerts.outreach-incomplete',
  'alerts.unit-missing',
  'alerts.cause-missing',
  'alerts.date-unreadable',
  'alerts.date-ahead',
  'alerts.date-before',
  'alerts.note-long',
  'alerts.file-kind',
  'alerts.file-large',
  'alerts.vacation-date',
  'alerts.vacation-long',
  'alerts.vacation-long-ago',
  'alerts.vacation-order',
  'alerts.vacation-over',
  'alerts.vacation-overlaps',
] as const;

export type AlertsProblemCode = (typeof alertsProblemCodes)[number];
