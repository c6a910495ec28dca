import { daysIn, type Exact, ok, type Period, type Problem, type Result, refused } from '../kernel/index.ts';
import type { BillLine } from './bill-line.ts';
import type { RateBook, ServiceFacts } from './rate-book.ts';
import { rateSegments } from './rate-segments.ts';

/** A service point as its rates ask about it. */
export interface PricedService {
  readonly rateClass: string;
  readonly facts: ServiceFacts;
}

/**
 * The lines of one service point: each version of its rates prices its days' share of the use and of the months. The
 * period is the one whose rates are in force; `billing.no-rate-for-class` where none are.
 */
export function priceService(
  { rateClass, facts }: PricedService,
  { gallons, months, period, rates }: { gallons: Exact; months: Exact; period: Period; rates: RateBook },
): Result<readonly BillLine[], Problem> {
  const segments = rateSegments(period, rates(rateClass));
  if (segments === undefined) {
    return refused({ code: 'billing.no-rate-for-class', params: { class: rateClass, on: period.start.toString() } });
  }
  const lines: BillLine[] = [];
  for (const { version, days, share } of segments) {
    const use = { gallons: gallons.mul(share), months: months.mul(share), days, periodDays: daysIn(period), facts };
    const priced = version.price(use);
    if (!priced.ok) return priced;
    lines.push(...priced.value);
  }
  return ok(lines);
}
