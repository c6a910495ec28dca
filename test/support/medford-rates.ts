import type { BillLine, RateBook, RateVersion } from '../../src/domain/billing/index.ts';
import { type Exact, exact, exactToDecimal, ok, roundToCents } from '../../src/domain/kernel/index.ts';

const version = (effective: string, base: string, tiers: readonly (readonly [string, string?])[]): RateVersion => ({
  effectiveOn: Temporal.PlainDate.from(effective),
  price: ({ gallons, months, days, periodDays }) => {
    const line = (part: string, dollars: Exact, more: Partial<BillLine> = {}): BillLine => ({
      part,
      label: { es: part, en: part },
      amount: roundToCents(dollars),
      ...more,
      explanation: {
        rule: { file: 'test', line: 1, rateClass: 'RESIDENTIAL_SINGLE', effectiveOn: effective },
        days,
        periodDays,
        share: months.toFraction(),
        exactAmount: exactToDecimal(dollars),
      },
    });
    const lines = [line('service_charge', exact(base).mul(months))];
    let below = exact(0);
    for (const [price, width] of tiers) {
      const top = width === undefined ? gallons : below.add(exact(width).mul(months));
      const inTier = (gallons.compare(top) < 0 ? gallons : top).sub(below);
      if (inTier.compare(0) > 0) {
        const thousands = inTier.div(1000);
        lines.push(
          line('commodity_charge', thousands.mul(exact(price)), {
            quantity: exactToDecimal(thousands),
            unit: 'kgal',
            unitPrice: price,
          }),
        );
      }
      below = top;
    }
    return ok([...lines, line('backflow_fee', exact('0.90').mul(months))]);
  },
});

const versions = [
  version('2024-03-01', '18.09', [['1.03', '5000'], ['1.86', '20000'], ['2.70']]),
  version('2025-03-01', '20.88', [['1.19', '5000'], ['2.15', '20000'], ['3.12']]),
];
export const medfordRates: RateBook = (rateClass) => (rateClass === 'RESIDENTIAL_SINGLE' ? versions : []);
