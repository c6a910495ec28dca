/** A calendar date or a moment. Two are compared only where both are of one kind. */
type Time = Temporal.PlainDate | Temporal.Instant;

export const isBefore = <Kind extends Time>(one: Kind, other: Kind): boolean => order(one, other) < 0;

export const isAfter = <Kind extends Time>(one: Kind, other: Kind): boolean => order(one, other) > 0;

export const isOnOrBefore = <Kind extends Time>(one: Kind, other: Kind): boolean => order(one, other) <= 0;

export const isOnOrAfter = <Kind extends Time>(one: Kind, other: Kind): boolean => order(one, other) >= 0;

export const earlierOf = <Kind extends Time>(one: Kind, other: Kind): Kind => (isAfter(one, other) ? other : one);

export const laterOf = <Kind extends Time>(one: Kind, other: Kind): Kind => (isBefore(one, other) ? other : one);

const order = <Kind extends Time>(one: Kind, other: Kind): number =>
  one instanceof Temporal.Instant
    ? Temporal.Instant.compare(one, other as Temporal.Instant)
    : Temporal.PlainDate.compare(one as Temporal.PlainDate, other as Temporal.PlainDate);
