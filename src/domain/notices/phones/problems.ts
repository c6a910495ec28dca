/** Every code this module's problems carry; the words are `problem.<code>` in both locales. */
const phonesProblemCodes = [
  'phones.number-unreadable',
  'phones.consent-needed',
  'phones.way-missing',
  'phones.code-wrong',
  'phones.code-expired',
] as const;

export type PhonesProblemCode = (typeof phonesProblemCodes)[number];
