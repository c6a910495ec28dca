import type { BillLine } from '../../billing/index.ts';
import { type Cents, convertVolume, type Exact, exact, roundToCents, type VolumeUnit } from '../../kernel/index.ts';

/** What of a bill's line says which water it charges, and at what price. */
export type PricedLine = Pick<BillLine, 'quantity' | 'unit' | 'unitPrice'>;

const volumeUnits: ReadonlySet<string> = new Set(['gal', 'kgal', 'cf', 'ccf', 'm3', 'l', 'af']);
const isVolumeUnit = (unit: string): unit is VolumeUnit => volumeUnits.has(unit);

/**
 * What `gallons` of a bill's use were charged, if they are its most expensive ones: a leak comes on top of what is usual,
 * so it is what reached the high tiers. By the quantities and prices of the bill's own lines; rounded once.
 */
export function excessCharge(lines: readonly PricedLine[], gallons: Exact): Cents {
  const metered = meteredLines(lines);
  let left = gallons;
  let dollars = exact(0);
  for (const line of metered) {
    const taken = left.compare(line.gallons) < 0 ? left : line.gallons;
    dollars = dollars.add(taken.mul(line.dollarsAGallon));
    left = left.sub(taken);
  }
  return roundToCents(dollars);
}

/** A bill's water by price a gallon, the highest first. */
export const meteredLines = (lines: readonly PricedLine[]) =>
  lines
    .flatMap(({ quantity, unit, unitPrice }) =>
      quantity === undefined || unit === undefined || unitPrice === undefined || !isVolumeUnit(unit)
        ? []
        : [{ quantity: exact(quantity), unit, price: exact(unitPrice) }],
    )
    .map(({ quantity, unit, price }) => ({
      gallons: convertVolume(quantity, unit, 'gal'),
      dollarsAGallon: price.div(convertVolume(exact(1), unit, 'gal')),
    }))
    .toSorted((a, b) => b.dollarsAGallon.compare(a.dollarsAGallon));
