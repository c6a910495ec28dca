import { type DailyUse, dailyUse } from '../../domain/forecast/index.ts';
import { type HourSpan, hourSpan } from '../../domain/metering/index.ts';
import { accountUse } from '../../domain/usage/index.ts';
import type { Database } from '../../store/database.ts';
import { meterUsesOf } from '../../store/usage/index.ts';

/** A year of days, what the recent level is taken from, and a few of a late feed. */
export const daysOfHistory = 430;

export interface DaysBefore {
  readonly zone: string;
  readonly today: Temporal.PlainDate;
}

/** The days up to yesterday of each of an account's service points with hourly reads, by its id. */
export async function loadDaysOfPoints(
  db: Database,
  accountId: number,
  { zone, today }: DaysBefore,
): Promise<ReadonlyMap<number, DailyUse>> {
  const span = spanBefore(zone, today);
  const points = Map.groupBy(await meterUsesOf(db, accountId, span), ({ servicePointId }) => servicePointId);
  return new Map([...points].map(([id, meters]) => [id, dailyUse(accountUse(span, meters))]));
}

/** The account's days up to yesterday, all its service points together. */
export async function loadDailyUse(db: Database, accountId: number, { zone, today }: DaysBefore): Promise<DailyUse> {
  const span = spanBefore(zone, today);
  return dailyUse(accountUse(span, await meterUsesOf(db, accountId, span)));
}

let laidOut: HourSpan | undefined;

/** One span serves every account of a day: laying it out takes 4 ms. */
function spanBefore(zone: string, today: Temporal.PlainDate): HourSpan {
  const firstDay = today.subtract({ days: daysOfHistory });
  if (laidOut?.zone !== zone || !laidOut.firstDay.equals(firstDay)) laidOut = hourSpan(zone, firstDay, daysOfHistory);
  return laidOut;
}
