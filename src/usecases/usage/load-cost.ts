import {
  type BillingPolicy,
  maxPeriodDays,
  monthsBilled,
  periodMonthsOf,
  type RateBook,
} from '../../domain/billing/index.ts';
import {
  type Cents,
  type Exact,
  earlierOf,
  exact,
  isAfter,
  isBefore,
  present,
  sumCents,
} from '../../domain/kernel/index.ts';
import { firstHourOf, type HourSpan } from '../../domain/metering/index.ts';
import {
  type Bar,
  type CostHours,
  type CostPeriod,
  costsOfBars,
  ownHours,
  type RunningHours,
  roundedRunning,
  runningHours,
  serviceAt,
  type UseScale,
  waterPrice,
} from '../../domain/usage/index.ts';
import type { Database } from '../../store/database.ts';
import { type BilledWater, billsOverDays, servicesToPrice, unbilledSince } from '../../store/usage/index.ts';
import type { AuthorisedAccount } from '../access/index.ts';
import { hoursFrom, type StretchHours } from './stretch-hours.ts';

export interface CostTerms {
  readonly rates: RateBook;
  readonly policy: Pick<BillingPolicy, 'minimumDays'>;
  readonly today: Temporal.PlainDate;
}

/** What a stretch of water costs, bar by bar. */
export interface UseCost {
  /** Dollars as they are shown, which add up to the rounded total: an hour to a tenth of a cent, the others to the cent. */
  readonly bars: readonly (Exact | undefined)[];
  /** Exact. */
  readonly total: Exact;
  readonly periods: readonly PeriodCost[];
}

/** A bill's period, or the one since the last bill, as far as it is in the stretch. */
export interface PeriodCost {
  readonly start: Temporal.PlainDate;
  readonly end: Temporal.PlainDate;
  /** Undefined for the days that no bill has yet. */
  readonly bill?: BilledWater;
  /** Of the period's hours in the stretch. */
  readonly gallons: Exact;
  /** To the cent; together they are the rounded total. */
  readonly cost: Exact;
  /** What the period costs without water. */
  readonly fixed: Cents;
}

/** A month of rates: what the running period is priced as until it is billed. */
const usualDays = 30;

/**
 * The costs of an account's bars, which may still be on their way with the stretch's hours; no bar has any where nothing can be priced.
 * Takes one turn, or two where a bill began before those hours.
 */
export async function loadCost(
  db: Database,
  { accountId }: Pick<AuthorisedAccount, 'accountId'>,
  {
    hours,
    bars: coming,
    scale,
  }: {
    readonly hours: StretchHours;
    readonly bars: readonly (Bar | undefined)[] | Promise<readonly (Bar | undefined)[]>;
    readonly scale: UseScale;
  },
  terms: CostTerms,
): Promise<UseCost> {
  const { span } = hours;
  const [periods, services, bars] = await Promise.all([
    periodsOver(db, accountId, span, terms),
    servicesToPrice(db, accountId),
    coming,
    hours.read,
  ]);
  const first = earlierOf(periods[0]?.period.start ?? span.firstDay, span.firstDay);
  const meters = await hoursFrom(db, accountId, hours, first);
  const own = meters.map((meter) => ({ servicePointId: meter.servicePointId, use: ownHours(meter) }));
  const priced = periods.map(({ period, bill }) => {
    const ofPeriod = { from: firstHourOf(span.zone, period.start), to: firstHourOf(span.zone, period.end) };
    const points = services.flatMap((service): RunningHours[] => {
      const price = waterPrice(serviceAt(service, period), period, terms.rates);
      const uses = own.filter((meter) => meter.servicePointId === service.servicePointId).map(({ use }) => use);
      return price === undefined ? [] : [runningHours({ price, meters: uses, ...ofPeriod })];
    });
    return { period, bill, points };
  });
  const costs = costsOfBars(
    // A slot without a bar has no hours, and so no cost.
    bars.map((bar) => ({ from: span.startHour + (bar?.from ?? 0), to: span.startHour + (bar?.to ?? 0) })),
    priced.flatMap(({ points }) => points),
  );
  const shown = roundedRunning(costs, scale === 'hour' ? 3 : 2);
  const stretch = { from: span.startHour, to: span.startHour + span.hours };
  return {
    bars: shown,
    total: costs.reduce((sum: Exact, cost) => sum.add(cost ?? 0), exact(0)),
    periods: inCents(
      priced.flatMap(({ points, ...one }) => (points.length === 0 ? [] : [periodCost(one, points, stretch)])),
    ),
  };
}

/** Each with the cents that it is shown as, so that they add up to the total's. */
function inCents(periods: readonly PeriodCost[]): readonly PeriodCost[] {
  const costs = roundedRunning(
    periods.map(({ cost }) => cost),
    2,
  );
  return periods.map((period, place) => ({ ...period, cost: costs[place] ?? period.cost }));
}

/** What of a period lies in the stretch. */
function periodCost({ period, bill }: PeriodOver, points: readonly RunningHours[], stretch: CostHours): PeriodCost {
  const cost = points.map((point) => costsOfBars([stretch], [point])[0] ?? exact(0));
  const gallons = points.map(({ gallonsAt }) => gallonsAt(stretch.to).sub(gallonsAt(stretch.from)));
  return {
    ...{ start: period.start, end: period.end },
    ...present({ bill }),
    gallons: gallons.reduce((sum, one) => sum.add(one), exact(0)),
    cost: cost.reduce((sum, one) => sum.add(one), exact(0)),
    fixed: sumCents(points.map(({ price }) => price.fixed)),
  };
}

interface PeriodOver {
  readonly period: CostPeriod;
  readonly bill: BilledWater | undefined;
}

/** The bills' periods that reach into the stretch, and the running one. */
export async function periodsOver(
  db: Database,
  accountId: number,
  span: HourSpan,
  { policy, today, rates }: CostTerms,
): Promise<readonly PeriodOver[]> {
  const last = span.firstDay.add({ days: span.days - 1 });
  const [bills, unbilled, services] = await Promise.all([
    billsOverDays(db, accountId, { from: span.firstDay, to: last }),
    unbilledSince(db, accountId),
    servicesToPrice(db, accountId),
  ]);
  const billed = bills.map((bill) => {
    const { start, end, kind } = bill;
    const then = services.map((service) => serviceAt(service, bill));
    const months = monthsBilled(kind, bill, policy.minimumDays, periodMonthsOf(then, rates, end));
    return { period: { start, end, months }, bill };
  });
  const now = services.map((service) => serviceAt(service, { start: unbilled.start, end: today }));
  const periodMonths = periodMonthsOf(now, rates, today);
  const running = isAfter(unbilled.start, last) ? undefined : runningPeriod(unbilled, today, periodMonths);
  return running === undefined ? billed : [...billed, { period: running, bill: undefined }];
}

/** Priced as a whole period of its rates until it is longer; undefined where its days are too many for one bill. */
function runningPeriod(
  { start, closedOn }: Awaited<ReturnType<typeof unbilledSince>>,
  today: Temporal.PlainDate,
  periodMonths: number,
): CostPeriod | undefined {
  const usual = start.add({ days: usualDays * periodMonths });
  const open = isBefore(usual, today) ? today.add({ days: 1 }) : usual;
  const end = closedOn === undefined ? open : earlierOf(closedOn, open);
  const days = start.until(end).days;
  if (days <= 0 || days > maxPeriodDays(periodMonths)) return undefined;
  return { start, end, months: monthsBilled('first', { start, end }, usualDays * periodMonths, periodMonths) };
}
