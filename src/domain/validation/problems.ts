/** Every code this module's problems carry; the words are `problem.<code>` in both locales. */
const validationProblemCodes = [
  'validation.answer-missing',
  'validation.answered',
  'validation.hours-too-many',
  'validation.reason-long',
  'validation.reason-missing',
  'validation.shift-hours-unreadable',
  'validation.shift-stretch-unreadable',
  'validation.undone',
  'validation.value-unreadable',
] as const;

export type ValidationProblemCode = (typeof validationProblemCodes)[number];
