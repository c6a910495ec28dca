/** Every code this module's problems carry; the words are `problem.<code>` in both locales. */
const conservationProblemCodes = [
  'conservation.occupants-unreadable',
  'conservation.area-unreadable',
  'conservation.answer-unknown',
  'conservation.goal-percent-unreadable',
  'conservation.goal-amount-unreadable',
] as const;

export type ConservationProblemCode = (typeof conservationProblemCodes)[number];
