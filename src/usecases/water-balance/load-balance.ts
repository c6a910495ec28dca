import type { Utility } from '../../config/utility.ts';
import { convertVolume, earlierOf, exact, isBefore, laterOf, present } from '../../domain/kernel/index.ts';
import {
  type BalanceFacts,
  type ProductionKind,
  type WaterBalance,
  waterBalance,
} from '../../domain/water-balance/index.ts';
import type { Database } from '../../store/database.ts';
import { type BilledMonth, type StandingReport, standingReports } from '../../store/water-balance/index.ts';
import { billedInMonths } from './kept-months.ts';

/** A month or several, of the system or of one zone, with what is known and what follows. */
export interface MonthBalance {
  readonly facts: BalanceFacts;
  /** None where no production is known. */
  readonly balance?: WaterBalance;
  /** Of the days, those for which every source that reports has a report, 0 to 1. */
  readonly producedShare: number;
}

export interface SystemBalance {
  readonly from: Temporal.PlainDate;
  /** The first day no longer of it. */
  readonly until: Temporal.PlainDate;
  /** The months for which at least half of the production is known, together. */
  readonly whole: MonthBalance;
  readonly months: readonly (MonthBalance & { readonly month: Temporal.PlainDate })[];
  /** Of the zones that production names, those months together; empty where it names none. */
  readonly zones: readonly (MonthBalance & { readonly zone: string })[];
}

/** Of a month of which less is reported, what was billed is set against nothing. */
const enoughProduced = 0.5;

/**
 * Produced against billed from one month up to another. Reports and bills that reach over the ends count by the share of
 * their days. The bills of the last months come weeks later: how many days of service they cover is part of the answer.
 */
export async function loadBalance(
  db: Database,
  utility: Pick<Utility, 'system_water'>,
  { from, until }: { readonly from: Temporal.PlainDate; readonly until: Temporal.PlainDate },
): Promise<SystemBalance> {
  const reports = await standingReports(db, { from, until });
  const billed = await billedInMonths(db, { from, until });
  const percent = utility.system_water.unbilled_authorized_percent;
  const months: Temporal.PlainDate[] = [];
  for (let month = from; isBefore(month, until); month = month.add({ months: 1 })) {
    months.push(month);
  }
  const monthly = (zone: string | undefined): readonly MonthSums[] =>
    months.map((month) =>
      sumsOf(
        month,
        billed.filter((one) => one.month.equals(month) && (zone === undefined || one.zone === zone)),
        zone === undefined ? reports : reports.filter((one) => one.zone === zone),
      ),
    );
  const together = (all: readonly MonthSums[]): MonthBalance =>
    balanceOf(
      all.filter(({ reported, reportable }) => reportable > 0 && reported / reportable >= enoughProduced),
      percent,
    );
  const system = monthly(undefined);
  const named = [...new Set(reports.map(({ zone }) => zone).filter((zone) => zone !== ''))].sort();
  return {
    from,
    until,
    whole: together(system),
    months: system.map((sums) => ({ month: sums.month, ...balanceOf([sums], percent) })),
    zones: named.map((zone) => ({ zone, ...together(monthly(zone)) })),
  };
}

/** What adds up over months. */
interface MonthSums extends Record<ProductionKind, number> {
  readonly month: Temporal.PlainDate;
  readonly billed: number;
  readonly billedDays: number;
  readonly servedDays: number;
  /** Days times sources with a report, and all of them. */
  readonly reported: number;
  readonly reportable: number;
}

function sumsOf(
  month: Temporal.PlainDate,
  billed: readonly BilledMonth[],
  reports: readonly StandingReport[],
): MonthSums {
  const span = { from: month, until: month.add({ months: 1 }) };
  const sum = (key: 'gallons' | 'billedDays' | 'servedDays') => billed.reduce((total, one) => total + one[key], 0);
  const gallons = (kind: ProductionKind) =>
    gallonsIn(
      reports.filter((one) => one.kind === kind),
      span,
    );
  return {
    month,
    produced: gallons('produced'),
    imported: gallons('imported'),
    exported: gallons('exported'),
    billed: sum('gallons'),
    billedDays: sum('billedDays'),
    servedDays: sum('servedDays'),
    reported: reports.reduce((total, report) => total + daysIn(report, span), 0),
    reportable: new Set(reports.map(({ source }) => source)).size * span.from.until(span.until).days,
  };
}

function balanceOf(months: readonly MonthSums[], unbilledPercent: number): MonthBalance {
  const sum = (key: Exclude<keyof MonthSums, 'month'>) => months.reduce((total, one) => total + one[key], 0);
  const share = (part: number, whole: number): number => (whole === 0 ? 0 : Math.min(1, part / whole));
  const facts: BalanceFacts = {
    produced: sum('produced'),
    imported: sum('imported'),
    exported: sum('exported'),
    billed: sum('billed'),
    billedShare: share(sum('billedDays'), sum('servedDays')),
    unbilledPercent,
  };
  const balance = waterBalance(facts);
  return {
    facts,
    producedShare: share(sum('reported'), sum('reportable')),
    ...present({ balance }),
  };
}

interface Stretch {
  readonly from: Temporal.PlainDate;
  readonly until: Temporal.PlainDate;
}

const daysOf = ({ firstDay, endDay }: StandingReport): number => firstDay.until(endDay).days;

/** Days that a report shares with a stretch. */
function daysIn({ firstDay, endDay }: StandingReport, { from, until }: Stretch): number {
  const first = laterOf(firstDay, from);
  const end = earlierOf(endDay, until);
  return Math.max(0, first.until(end).days);
}

const gallonsIn = (reports: readonly StandingReport[], span: Stretch): number =>
  reports.reduce(
    (sum, report) =>
      sum +
      (convertVolume(exact(report.quantity), report.unit, 'gal').valueOf() * daysIn(report, span)) / daysOf(report),
    0,
  );
