import { isOnOrAfter } from '../kernel/index.ts';
import { wholePeriod } from './billing-period.ts';
import { readWindowDays } from './read-service-point.ts';

/**
 * The day on which a cycle's meters are read next for an account billed through `after`. A read within the window of that
 * day closed the period before, so the next is a month on; or, where rates are written for several months, when they are over.
 */
export function nextReadOn(readDay: number, after: Temporal.PlainDate, periodMonths = 1): Temporal.PlainDate {
  const from = after.add({ days: periodMonths === 1 ? readWindowDays + 1 : wholePeriod(periodMonths).from });
  const inMonth = from.with({ day: readDay });
  return isOnOrAfter(inMonth, from) ? inMonth : from.add({ months: 1 }).with({ day: readDay });
}
