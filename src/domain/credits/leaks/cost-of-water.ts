import { type Cents, exact, roundToCents } from '../../kernel/index.ts';
import { meteredLines, type PricedLine } from './excess-charge.ts';

/**
 * About what `gallons` of a leak cost, at the highest price a gallon on a bill: what comes on top is charged there, or in a
 * tier above it. To be shown, never billed. Undefined for a bill without water on it.
 */
export function costOfWater(lines: readonly PricedLine[], gallons: number): Cents | undefined {
  const [dearest] = meteredLines(lines);
  return dearest && roundToCents(dearest.dollarsAGallon.mul(exact(Math.round(gallons))));
}
