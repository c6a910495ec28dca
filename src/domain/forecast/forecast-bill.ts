import { type BillLine, type BillTerms, billLines, type PricedService, priceService } from '../billing/index.ts';
import { type Cents, cents, exact, sumCents } from '../kernel/index.ts';
import type { UseForecast, WaterForecast } from './forecast-use.ts';
import { type Tier, tiersOf } from './tiers.ts';

/** What a running period is going to cost. */
export interface BillForecast {
  readonly low: Cents;
  readonly expected: Cents;
  readonly high: Cents;
  /** The bill as expected, line by line. */
  readonly lines: readonly BillLine[];
  /** What ran so far costs, with everything of the bill that is no water. */
  readonly soFar: Cents;
  /** Off the bill if the days to come take a tenth less than expected. */
  readonly tenthLess: Cents;
  /** The bill if every leak that runs were fixed today; undefined where none runs. */
  readonly ifFixed?: Cents;
  /** The tiers of each service point, in the order of the use's. */
  readonly tiers: readonly (readonly Tier[])[];
}

/** More than any home uses in a period: its bill has every tier on it. */
const allTiers = exact(100_000_000);

/**
 * The bill at the low, the expected and the high end of a period's use, each calculated exactly as bills are: every service
 * point through its tiers at the rates in force on its days, fees that come with every bill, programmes. `services` are in
 * the order of the use's points; `posted` is what the bill prints of the books besides. Undefined where a class has no
 * rates then, or they cannot price it.
 */
export function forecastBill(
  use: UseForecast,
  {
    services,
    posted,
    ...terms
  }: BillTerms & { readonly services: readonly PricedService[]; readonly posted: readonly BillLine[] },
): BillForecast | undefined {
  const linesOf = (gallonsOf: (point: WaterForecast) => number): readonly BillLine[] | undefined => {
    const uses = services.map((service, index) => {
      const point = use.points[index];
      return { service, gallons: exact(point === undefined ? 0 : Math.round(gallonsOf(point))) };
    });
    const lines = billLines(uses, terms);
    return lines.ok ? [...lines.value, ...posted] : undefined;
  };
  const [low, expected, high] = [linesOf((at) => at.low), linesOf((at) => at.expected), linesOf((at) => at.high)];
  const soFar = linesOf((at) => at.soFar);
  const saved = linesOf((at) => at.expected - (at.expected - at.soFar) / 10);
  const fixed = linesOf((at) => at.expected - at.leak);
  if (!low || !expected || !high || !soFar || !saved || !fixed) return undefined;
  return {
    low: total(low),
    expected: total(expected),
    high: total(high),
    lines: expected,
    soFar: total(soFar),
    tenthLess: cents(total(expected) - total(saved)),
    ...(use.leak > 0 ? { ifFixed: total(fixed) } : {}),
    tiers: services.map((service) => {
      const priced = priceService(service, { ...terms, gallons: allTiers });
      return priced.ok ? tiersOf(priced.value) : [];
    }),
  };
}

const total = (lines: readonly BillLine[]): Cents => sumCents(lines.map(({ amount }) => amount));
