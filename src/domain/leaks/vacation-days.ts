import type { HourSpan } from '../metering/index.ts';
import type { Vacation } from './leak-context.ts';

/** The days of a span, as indices, on which the customer said that nobody is there: from the first up to the one they are back. */
export function vacationDays(
  { firstDay, days }: HourSpan,
  { from, until }: Vacation,
): { first: number; after: number } {
  const index = (day: Temporal.PlainDate): number => Math.min(days, Math.max(0, firstDay.until(day).days));
  return { first: index(from), after: index(until) };
}
