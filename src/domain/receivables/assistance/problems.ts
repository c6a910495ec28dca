/** Every code this module's problems carry; the words are `problem.<code>` in both locales. */
const assistanceProblemCodes = [
  'assistance.programme-missing',
  'assistance.granted-already',
  'assistance.day-unreadable',
  'assistance.day-not-possible',
  'assistance.proof-missing',
  'assistance.proof-long',
  'assistance.reason-missing',
  'assistance.not-running',
] as const;

export type AssistanceProblemCode = (typeof assistanceProblemCodes)[number];
