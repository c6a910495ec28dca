/** Every code this module's problems carry; the words are `problem.<code>` in both locales. */
const accountsProblemCodes = [
  'accounts.number-unreadable',
  'accounts.end-unreadable',
  'accounts.ends-before-it-began',
  'accounts.ends-too-far',
  'accounts.ends-in-billed-time',
  'accounts.bill-being-made',
  'accounts.closed-already',
  'accounts.not-closed',
  'accounts.final-bill-stands',
  'accounts.let-to-another',
  'accounts.none-chosen',
  'accounts.note-long',
  'accounts.note-missing',
  'accounts.reason-missing',
  'accounts.reason-long',
] as const;

export type AccountsProblemCode = (typeof accountsProblemCodes)[number];
