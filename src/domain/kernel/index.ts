export { dayNumber } from './day-number.ts';
export { deadlineText, lastDayInTime } from './deadline.ts';
export { type Exact, exact, exactToDecimal, roundHalfAwayFromZero } from './exact.ts';
export {
  inLanguage,
  type Language,
  languageTag,
  localeOf,
  ownLanguages,
  spokenHere,
  type Wording,
} from './language.ts';
export type { ListAsked, ListPart, ListPlace } from './list-part.ts';
export { type Cents, cents, centsToDollars, roundToCents, sumCents, zeroCents } from './money.ts';
export { daysIn, overlap, type Period, period } from './period.ts';
export { present } from './present.ts';
export type { Place, Problem } from './problem.ts';
export { unprotected } from './protected-text.ts';
export { directionOf, dollarsIn, inOwnOrder } from './reading-order.ts';
export { ok, type Refused, type Result, refused, refusedAndKept, takesBack } from './result.ts';
export { earlierOf, isAfter, isBefore, isOnOrAfter, isOnOrBefore, laterOf } from './time-order.ts';
export { convertVolume, type VolumeUnit } from './volume.ts';
