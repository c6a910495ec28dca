import { type Exact, exact, type Place, present } from '../kernel/index.ts';
import { tierPart } from './part-names.ts';
import { RateRefusal } from './rate-refusal.ts';
import type { RatePart } from './rate-schedule.ts';
import { tierFault } from './tier-fault.ts';

export interface TierCharge {
  /** Counted from 1. */
  readonly number: number;
  /** The use at which the tier begins and ends, in the schedule's unit; the last has no end. */
  readonly from: Exact;
  readonly to: Exact | undefined;
  readonly quantity: Exact;
  /** Dollars a unit. */
  readonly price: Exact;
  readonly sample: boolean;
}

/** What charging by tiers asks of the calculation it is part of. */
interface TierSource {
  readonly parts: ReadonlyMap<string, RatePart>;
  usage(by: RatePart): Exact;
  value(part: RatePart): Exact;
  tierValues(part: RatePart, budget: () => Exact): Exact[];
  /** Which key of a map stands for this bill, as the file writes it, and where. */
  chosen(part: RatePart): { readonly key: string | undefined; readonly place: Place };
  isSample(part: RatePart, item?: string): boolean;
}

/**
 * The use of a bill by tiers; a tier without use is left out, but for the first where nothing was used. Two starts that are
 * equal leave an empty tier between them; a start below the one before, as a small budget can bring, is refused.
 *
 * A `Tiered` start S names a unit: the tier charges from unit S on, so it begins when S − 1 units have been used. With
 * starts 0, 15, 21 the first tier holds 14 units, and 14.5 units are 14 of the first and half a unit of the second
 * (RateParser, `get_usage_in_tiers`). A `Budget` start is an amount of water, in units or as a share of the budget: the
 * tier begins when that much has been used (same source).
 */
export function chargeTiers(part: RatePart, by: 'Tiered' | 'Budget', calculation: TierSource): TierCharge[] {
  const startsPart = tierPart(calculation.parts, 'tier_starts', part);
  const pricesPart = tierPart(calculation.parts, 'tier_prices', part);
  if (startsPart === undefined || pricesPart === undefined) {
    throw new RateRefusal({
      code: 'rates.tiers-missing',
      field: part.name,
      params: { name: part.name, wanted: 'tier_starts' },
      place: part.place,
    });
  }
  const budget = (): Exact => {
    const budgetPart = tierPart(calculation.parts, 'budget', part);
    if (budgetPart === undefined) {
      throw new RateRefusal({
        code: 'rates.budget-missing',
        field: part.name,
        params: { name: part.name },
        place: part.place,
      });
    }
    return calculation.value(budgetPart);
  };
  const starts = calculation.tierValues(startsPart, budget);
  const prices = calculation.tierValues(pricesPart, budget);
  const { key, place } = calculation.chosen(startsPart);
  const wrong = tierFault({ name: startsPart.name, place, ...present({ key }) }, starts, prices.length);
  if (wrong !== undefined) throw new RateRefusal(wrong);
  const usage = calculation.usage(part);
  const used = (start: Exact): Exact => (by === 'Tiered' ? start.sub(one) : start);
  const tiers: TierCharge[] = [];
  let from = zero;
  for (const [index, price] of prices.entries()) {
    const next = starts[index + 1];
    const to = next === undefined ? undefined : larger(used(next), from);
    const quantity = larger((to === undefined ? usage : smaller(usage, to)).sub(from), zero);
    if (quantity.n > 0n || (index === 0 && usage.n === 0n)) {
      tiers.push({
        number: index + 1,
        from,
        to,
        quantity,
        price,
        sample: calculation.isSample(pricesPart, String(index + 1)),
      });
    }
    from = to ?? from;
  }
  return tiers;
}

const zero = exact(0);
const one = exact(1);

const larger = (left: Exact, right: Exact): Exact => (left.compare(right) >= 0 ? left : right);
const smaller = (left: Exact, right: Exact): Exact => (left.compare(right) <= 0 ? left : right);
