/**
 * Every code this module's problems carry; the words are `problem.<code>` in both locales. Each says why use cannot be
 * reckoned from the registers: an exception for a person, that never stops other accounts.
 */
export const meteringProblemCodes = [
  'metering.count-beyond-dials',
  'metering.negative-use',
  'metering.no-history-to-estimate',
  'metering.no-meter',
  'metering.no-opening-read',
  'metering.no-read-in-window',
  'metering.no-read-to-correct',
] as const;

export type MeteringProblemCode = (typeof meteringProblemCodes)[number];
