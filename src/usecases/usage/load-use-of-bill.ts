import type { ReadingUnit } from '../../domain/alerts/index.ts';
import { daysIn, type Period, present } from '../../domain/kernel/index.ts';
import { hourSpan } from '../../domain/metering/index.ts';
import { type BarUse, barUses } from '../../domain/usage/index.ts';
import { type WeatherOfDays, weatherOver } from '../../domain/weather/index.ts';
import type { Database } from '../../store/database.ts';
import { weatherOfDays } from '../../store/weather/index.ts';
import type { AuthorisedAccount } from '../access/index.ts';
import { useOver } from './load-use.ts';

/** The days of a bill's period, and its weather where it is known. */
export interface UseOfBill {
  readonly days: readonly BarUse[];
  readonly weather?: WeatherOfDays;
}

export async function loadUseOfBill(
  db: Database,
  { accountId }: Pick<AuthorisedAccount, 'accountId'>,
  { period, unit, zone }: { readonly period: Period; readonly unit: ReadingUnit; readonly zone: string },
): Promise<UseOfBill> {
  const days = daysIn(period);
  const [use, weather] = await Promise.all([
    useOver(db, accountId, hourSpan(zone, period.start, days)),
    weatherOfDays(db, period.start, days),
  ]);
  const over = weatherOver(weather, { from: 0, days });
  return { days: barUses(use, 'day', unit), ...present({ weather: over }) };
}
