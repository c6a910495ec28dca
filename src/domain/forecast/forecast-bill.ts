import { type BillLine, type PricedService, priceService, type RateBook } from '../billing/index.ts';
import { type Cents, cents, type Exact, exact, type Period, sumCents } from '../kernel/index.ts';
import type { UseForecast } from './forecast-use.ts';
import { type Tier, tiersOf } from './tiers.ts';

/** What a running period is going to cost. */
export interface BillForecast {
  readonly low: Cents;
  readonly expected: Cents;
  readonly high: Cents;
  /** The bill as expected, line by line. */
  readonly lines: readonly BillLine[];
  /** What ran so far costs, with the base charges of the whole period. */
  readonly soFar: Cents;
  /** Off the bill if the days to come take a tenth less than expected. */
  readonly tenthLess: Cents;
  readonly tiers: readonly Tier[];
}

/** More than any home uses in a period: its bill has every tier on it. */
const allTiers = 100_000_000;

/**
 * The bill at the low, the expected and the high end of a period's use, each reckoned exactly as bills are, through tiers and
 * fees at the rates in force on its days. Undefined where the class has no rates then, or they cannot price it.
 */
export function forecastBill(
  use: UseForecast,
  {
    service,
    period,
    months,
    rates,
  }: { readonly service: PricedService; readonly period: Period; readonly months: Exact; readonly rates: RateBook },
): BillForecast | undefined {
  const linesOf = (gallons: number): readonly BillLine[] | undefined => {
    const priced = priceService(service, { gallons: exact(Math.round(gallons)), months, period, rates });
    return priced.ok ? priced.value : undefined;
  };
  const less = use.expected - (use.expected - use.soFar) / 10;
  const [low, expected, high, soFar, saved] = [use.low, use.expected, use.high, use.soFar, less].map(linesOf);
  if (!low || !expected || !high || !soFar || !saved) return undefined;
  return {
    low: total(low),
    expected: total(expected),
    high: total(high),
    lines: expected,
    soFar: total(soFar),
    tenthLess: cents(total(expected) - total(saved)),
    tiers: tiersOf(linesOf(allTiers) ?? []),
  };
}

const total = (lines: readonly BillLine[]): Cents => sumCents(lines.map(({ amount }) => amount));
