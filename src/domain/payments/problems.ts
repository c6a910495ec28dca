/** Every code this module's problems carry; the words are `problem.<code>` in both locales. */
export const paymentProblemCodes = [
  'payments.amount-changed',
  'payments.amount-missing',
  'payments.amount-unreadable',
  'payments.amount-too-small',
  'payments.amount-too-large',
  'payments.method-missing',
  'payments.already-paid',
  'payments.draft-in-flight',
  'payments.form-used',
  'payments.processor-unavailable',
  'payments.email-unreadable',
  'autopay.already-on',
  'autopay.not-on',
  'autopay.cap-unreadable',
  'autopay.changed-meanwhile',
  'autopay.day-out-of-range',
  'autopay.method-missing',
  'autopay.terms-changed',
  'processor.signature-missing',
  'processor.signature-wrong',
  'processor.signature-stale',
  'processor.event-unreadable',
] as const;

export type PaymentProblemCode = (typeof paymentProblemCodes)[number];
