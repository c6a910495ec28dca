import { weatherGallons } from '../../domain/bill-change/index.ts';
import type { Exact, Period } from '../../domain/kernel/index.ts';
import type { Database } from '../../store/database.ts';
import { weatherOfDays } from '../../store/weather/index.ts';
import { daysOfHistory, loadDailyUse } from '../forecast/index.ts';

/**
 * How many gallons of a bill go with its weather being another bill's not, from a year of the account's days and their
 * highs up to its end. The days are read once for all bills it is compared with; undefined where they or the weather are
 * not known, or the bill is for no meter.
 */
export async function weatherOfBills(
  db: Database,
  bill: { readonly accountId: number | undefined; readonly period: Period },
  zone: string,
): Promise<(before: Period) => Exact | undefined> {
  const { accountId, period } = bill;
  if (accountId === undefined) return () => undefined;
  const [{ firstDay, gallons }, { highCelsius }] = await Promise.all([
    loadDailyUse(db, accountId, { zone, today: period.end }),
    weatherOfDays(db, period.end.subtract({ days: daysOfHistory }), daysOfHistory),
  ]);
  const daysOf = ({ start, end }: Period) => ({ from: firstDay.until(start).days, to: firstDay.until(end).days });
  return (before) => weatherGallons({ gallons, highCelsius }, daysOf(before), daysOf(period));
}
