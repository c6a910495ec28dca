/** Every code this module's problems carry; the words are `problem.<code>` in both locales. */
const exchangeProblemCodes = [
  'exchange.ack-batch-unknown',
  'exchange.ack-batch-unreadable',
  'exchange.ack-column-missing',
  'exchange.ack-empty',
  'exchange.ack-field-count',
  'exchange.ack-quote-unclosed',
  'exchange.ack-receipt-elsewhere',
  'exchange.ack-status-unknown',
  'exchange.batch-unknown',
  'exchange.not-refused',
  'exchange.resend-reason-missing',
] as const;
export type ExchangeProblemCode = (typeof exchangeProblemCodes)[number];
