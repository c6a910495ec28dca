import { isOnOrAfter } from '../kernel/index.ts';
import { readWindowDays } from './read-service-point.ts';

/**
 * The day on which a cycle's meters are read next for an account billed through `after`. A read within the window of that
 * day closed the period before, so the next is a month on.
 */
export function nextReadOn(readDay: number, after: Temporal.PlainDate): Temporal.PlainDate {
  const from = after.add({ days: readWindowDays + 1 });
  const inMonth = from.with({ day: readDay });
  return isOnOrAfter(inMonth, from) ? inMonth : from.add({ months: 1 }).with({ day: readDay });
}
