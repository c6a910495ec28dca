import { type PricedService, priceService, type RateBook } from '../../billing/index.ts';
import { type Cents, type Exact, exact, type Period, sumCents } from '../../kernel/index.ts';

/** Days that are billed together: those of a bill, or the days since the last one. */
export interface CostPeriod extends Period {
  /** Months of charges it carries (`monthsBilled`). */
  readonly months: Exact;
}

/** What the water of a period costs at one service point. */
export interface WaterPrice {
  /** Exact dollars that so many gallons since the period's first day add to its bill. */
  readonly costOf: (gallons: Exact) => Exact;
  /** What the period costs without any water. */
  readonly fixed: Cents;
}

/** Undefined where no rates are in force on the period's first day, or they cannot price this service. */
export function waterPrice(service: PricedService, period: CostPeriod, rates: RateBook): WaterPrice | undefined {
  const linesOf = (gallons: Exact) => priceService(service, { gallons, months: period.months, period, rates });
  const without = linesOf(exact(0));
  if (!without.ok) return undefined;
  const exactOf = (lines: typeof without.value) =>
    lines.reduce((sum, line) => sum.add(exact(line.explanation.exactAmount)), exact(0));
  const base = exactOf(without.value);
  const known = new Map<string, Exact>();
  return {
    fixed: sumCents(without.value.map((line) => line.amount)),
    costOf(gallons) {
      const key = gallons.toFraction();
      const before = known.get(key);
      if (before !== undefined) return before;
      const lines = linesOf(gallons);
      if (!lines.ok) throw new RangeError(`rates that price no water refuse ${key} gallons: ${lines.problem.code}`);
      const cost = exactOf(lines.value).sub(base);
      known.set(key, cost);
      return cost;
    },
  };
}
