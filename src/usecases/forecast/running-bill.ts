import type { Utility } from '../../config/utility.ts';
import { type BillKind, monthsBilled, nextReadOn, periodMonthsOf, type RateBook } from '../../domain/billing/index.ts';
import {
  type BillForecast,
  forecastBill,
  forecastUse,
  type NoForecast,
  type PointDays,
  type UseForecast,
} from '../../domain/forecast/index.ts';
import { isOnOrBefore, type Period } from '../../domain/kernel/index.ts';
import type { Database } from '../../store/database.ts';
import { errorsAhead, type RunningAccount, runningAccount } from '../../store/forecast/index.ts';
import { servicePointsToBill } from '../../store/metering/index.ts';
import { saidOfAccount } from '../../store/rates/index.ts';
import { sinceLastBills } from '../../store/receivables/index.ts';
import { accountTerms, billingPolicy, linesOfBooks } from '../billing/index.ts';
import { loadDaysOfPoints } from './days-of-points.ts';
import { leaksOfAccount } from './leaks-of-account.ts';

/** A running period with its forecast, or why there is none; `several-meters`: not all of them send hours. */
export type RunningBill =
  | {
      readonly state: 'forecast';
      readonly period: Period;
      readonly use: UseForecast;
      readonly bill: BillForecast;
      /** The serial number of each service point's meter, in the order of the use's points. */
      readonly meters: readonly string[];
      /** When the bill is made: its cycle's days after the read. */
      readonly issuedOn: Temporal.PlainDate;
    }
  | { readonly state: NoForecast | 'several-meters' | 'no-rates' | 'no-cycle'; readonly period?: Period };

export interface ForecastTerms {
  readonly utility: Utility;
  readonly rates: RateBook;
  readonly today: Temporal.PlainDate;
}

/** The bill to come of an account, as its days and other homes' errors say on the morning of `today`. */
export async function runningBill(db: Database, accountId: number, terms: ForecastTerms): Promise<RunningBill> {
  const { utility, rates, today } = terms;
  // What does not depend on where the period begins is asked for with it.
  const [served, days, leaks, accounts, standings] = await Promise.all([
    servicesOfPeriod(db, accountId),
    loadDaysOfPoints(db, accountId, { zone: utility.time_zone, today }),
    leaksOfAccount(db, accountId, utility),
    accountTerms(db, [accountId]),
    sinceLastBills(db, [accountId]),
  ]);
  const cycle = utility.billing.cycles.find(({ name }) => name === served?.running.cycle);
  if (served === undefined || cycle === undefined) return { state: 'no-cycle' };
  const { running, services } = served;
  const periodMonths = periodMonthsOf(services, rates, today);
  const { period, kind } = runningPeriod(running, cycle.read_day, periodMonths);
  if (days.size === 0) return { state: 'silent', period };
  const points = services.flatMap(({ servicePointId }): PointDays[] => {
    const own = days.get(servicePointId);
    return own === undefined ? [] : [{ ...own, leaks: leaks.get(servicePointId) ?? [] }];
  });
  if (points.length < services.length) return { state: 'several-meters', period };
  const policy = billingPolicy(utility);
  const issuedOn = period.end.add({ days: cycle.issue_after_days });
  const since = standings.get(accountId)?.posted ?? [];
  const [errors, posted] = await Promise.all([
    errorsAhead(db, Math.max(1, today.until(period.end).days)),
    linesOfBooks(db, { accountId, isFinal: kind === 'final', issuedOn, posted: since }, policy),
  ]);
  const use = forecastUse(points, { period, today }, errors);
  if (typeof use === 'string') return { state: use, period };

  const bill = forecastBill(use, {
    ...{ services, period, rates, policy, posted },
    months: monthsBilled(kind, period, policy.minimumDays, periodMonths),
    account: accounts.get(accountId) ?? {},
  });
  if (bill === undefined) return { state: 'no-rates', period };
  const meters = services.map(({ installations }) => installations.at(-1)?.register.serial ?? '');
  return { state: 'forecast', period, use, bill, meters, issuedOn };
}

/** The account and what is billed from where its running period begins. */
async function servicesOfPeriod(db: Database, accountId: number) {
  const [running, said] = await Promise.all([runningAccount(db, accountId), saidOfAccount(db, accountId)]);
  if (running === undefined) return undefined;
  const start = running.billedThrough ?? running.openedOn;
  const served = await servicePointsToBill(db, [{ accountId, start, ...lastBillOf(running) }], 0, said);
  return { running, services: served.get(accountId) ?? [] };
}

function runningPeriod(
  account: RunningAccount,
  readDay: number,
  periodMonths: number,
): { period: Period; kind: BillKind } {
  const start = account.billedThrough ?? account.openedOn;
  const read = nextReadOn(readDay, start, periodMonths);
  const { closedOn } = account;
  const closes = closedOn !== undefined && isOnOrBefore(closedOn, read);
  const kind = closes ? 'final' : account.billedThrough === undefined ? 'first' : 'regular';
  return { period: { start, end: closes ? closedOn : read }, kind };
}

const lastBillOf = ({ lastBillId }: RunningAccount) => (lastBillId === undefined ? {} : { lastBillId });
