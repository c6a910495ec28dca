import { weatherGallons } from '../../domain/bill-change/index.ts';
import type { Exact, Period } from '../../domain/kernel/index.ts';
import { findBill } from '../../store/billing/index.ts';
import type { Database } from '../../store/database.ts';
import { weatherOfDays } from '../../store/weather/index.ts';
import { loadDailyUse } from '../forecast/index.ts';

/**
 * How many gallons of a bill go with its weather being another bill's not, from a year of the account's days and their
 * highs up to its end. The days are read once for all bills it is compared with; undefined where they or the weather are
 * not known.
 */
export async function weatherOfBills(
  db: Database,
  bill: { readonly number: string; readonly period: Period },
  zone: string,
): Promise<(before: Period) => Exact | undefined> {
  const accountId = (await findBill(db, bill.number))?.accountId;
  if (accountId === undefined) return () => undefined;
  const { firstDay, gallons } = await loadDailyUse(db, accountId, { zone, today: bill.period.end });
  const { highCelsius } = await weatherOfDays(db, firstDay, gallons.length);
  const daysOf = ({ start, end }: Period) => ({ from: firstDay.until(start).days, to: firstDay.until(end).days });
  return (before) => weatherGallons({ gallons, highCelsius }, daysOf(before), daysOf(bill.period));
}
