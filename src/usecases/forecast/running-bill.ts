import type { Utility } from '../../config/utility.ts';
import { type BillKind, monthsBilled, nextReadOn, type RateBook } from '../../domain/billing/index.ts';
import {
  type BillForecast,
  dailyUse,
  forecastBill,
  forecastUse,
  type NoForecast,
  type UseForecast,
} from '../../domain/forecast/index.ts';
import type { Period } from '../../domain/kernel/index.ts';
import { type HourSpan, hourSpan } from '../../domain/metering/index.ts';
import { accountUse } from '../../domain/use-views/index.ts';
import { meterUsesOf } from '../../store/account-use.ts';
import type { Database } from '../../store/database.ts';
import { errorsAhead, type RunningAccount, runningAccount } from '../../store/forecast.ts';
import { servicePointsToBill } from '../../store/metering.ts';

/** A year of days, what the recent level is taken from, and a few of a late feed. */
export const daysOfHistory = 430;

/** A running period with its forecast, or why there is none. */
export type RunningBill =
  | {
      readonly state: 'forecast';
      readonly period: Period;
      readonly use: UseForecast;
      readonly bill: BillForecast;
      /** When the bill is made: its cycle's days after the read. */
      readonly issuedOn: Temporal.PlainDate;
    }
  | { readonly state: NoForecast | 'several-meters' | 'no-rates' | 'no-cycle'; readonly period?: Period };

export interface ForecastTerms {
  readonly utility: Pick<Utility, 'time_zone' | 'billing'>;
  readonly rates: RateBook;
  readonly today: Temporal.PlainDate;
}

/** The bill to come of an account, as its days and other homes' errors say on the morning of `today`. */
export async function runningBill(db: Database, accountId: number, terms: ForecastTerms): Promise<RunningBill> {
  const { utility, rates, today } = terms;
  const account = await runningAccount(db, accountId);
  const cycle = utility.billing.cycles.find(({ name }) => name === account?.cycle);
  if (account === undefined || cycle === undefined) return { state: 'no-cycle' };
  const { period, kind } = runningPeriod(account, cycle.read_day);
  const [points, use, errors] = await Promise.all([
    servicePointsToBill(db, [{ accountId, start: period.start, ...lastBillOf(account) }], 0),
    loadDailyUse(db, accountId, { zone: utility.time_zone, today }),
    errorsAhead(db, Math.max(1, today.until(period.end).days)),
  ]);
  const forecast = forecastUse(use, { period, today }, errors);
  if (typeof forecast === 'string') return { state: forecast, period };
  const [service, ...others] = points.get(accountId) ?? [];
  // Two service points are priced apart, and the days say only what both use together.
  if (service === undefined || others.length > 0) return { state: 'several-meters', period };
  const months = monthsBilled(kind, period, utility.billing.minimum_days);
  const bill = forecastBill(forecast, { service, period, months, rates });
  if (bill === undefined) return { state: 'no-rates', period };
  return { state: 'forecast', period, use: forecast, bill, issuedOn: period.end.add({ days: cycle.issue_after_days }) };
}

function runningPeriod(account: RunningAccount, readDay: number): { period: Period; kind: BillKind } {
  const start = account.billedThrough ?? account.openedOn;
  const read = nextReadOn(readDay, start);
  const { closedOn } = account;
  const closes = closedOn !== undefined && Temporal.PlainDate.compare(closedOn, read) <= 0;
  const kind = closes ? 'final' : account.billedThrough === undefined ? 'first' : 'regular';
  return { period: { start, end: closes ? closedOn : read }, kind };
}

const lastBillOf = ({ lastBillId }: RunningAccount) => (lastBillId === undefined ? {} : { lastBillId });

/** The account's days up to yesterday. */
export async function loadDailyUse(
  db: Database,
  accountId: number,
  { zone, today }: { readonly zone: string; readonly today: Temporal.PlainDate },
) {
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
