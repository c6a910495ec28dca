import { dayNumber } from './day-number.ts';

/** A calendar date or a moment. Two are compared only where both are of one kind. */
type Time = Temporal.PlainDate | Temporal.Instant;

export const isBefore = <Kind extends Time>(one: Kind, other: Kind): boolean => order(one, other) < 0;

export const isAfter = <Kind extends Time>(one: Kind, other: Kind): boolean => order(one, other) > 0;

export const isOnOrBefore = <Kind extends Time>(one: Kind, other: Kind): boolean => order(one, other) <= 0;

export const isOnOrAfter = <Kind extends Time>(one: Kind, other: Kind): boolean => order(one, other) >= 0;

export const earlierOf = <Kind extends Time>(one: Kind, other: Kind): Kind => (isAfter(one, other) ? other : one);

export const laterOf = <Kind extends Time>(one: Kind, other: Kind): Kind => (isBefore(one, other) ? other : one);

function order<Kind extends Time>(one: Kind, other: Kind): number {
  if (one instanceof Temporal.Instant) return Temporal.Instant.compare(one, other as Temporal.Instant);
  const days = dayNumber(one as Temporal.PlainDate) - dayNumber(other as Temporal.PlainDate);
  if (Number.isNaN(days)) throw new TypeError('a date is compared with what is no date');
  return days;
}
