import { dayNumber } from './day-number.ts';
import { isAfter, isBefore, laterOf } from './time-order.ts';

/** Calendar dates of the utility, from `start` up to but not including `end`: two read dates bound it. */
export interface Period {
  readonly start: Temporal.PlainDate;
  readonly end: Temporal.PlainDate;
}

export function period(start: Temporal.PlainDate, end: Temporal.PlainDate): Period {
  if (isAfter(start, end)) {
    throw new RangeError(`a period cannot end (${end}) before it starts (${start})`);
  }
  return { start, end };
}

export const daysIn = ({ start, end }: Period): number => dayNumber(end) - dayNumber(start);

/** The part of `span` from `from` (inclusive) up to `to`; undefined where they do not meet. */
export function overlap(
  span: Period,
  other: { start: Temporal.PlainDate; end?: Temporal.PlainDate },
): Period | undefined {
  const start = laterOf(span.start, other.start);
  const end = other.end !== undefined && isBefore(other.end, span.end) ? other.end : span.end;
  return isBefore(start, end) ? { start, end } : undefined;
}
