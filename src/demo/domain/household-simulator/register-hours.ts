import { type CountUnit, volumeOfCounts } from '../../../domain/metering/index.ts';

/**
 * The counts a register shows for what ran: it turns with the water and is read on the hour, so that what is left of a
 * count is not lost but counted in a later hour.
 */
export function registerHours(gallons: Float64Array, register: CountUnit): Int32Array {
  const countsAGallon = 1 / volumeOfCounts(register, 1, 'gal').valueOf();
  const counts = new Int32Array(gallons.length);
  let ran = 0;
  let shown = 0;
  for (let hour = 0; hour < gallons.length; hour += 1) {
    ran += (gallons[hour] ?? 0) * countsAGallon;
    const now = Math.floor(ran);
    counts[hour] = now - shown;
    shown = now;
  }
  return counts;
}

/** The hours between two reads of a register, and by how many of the hours' counts it rose. */
export interface RegisterRise {
  /** First hour, and the hour after the last. */
  readonly from: number;
  readonly until: number;
  readonly counts: number;
}

/**
 * Hours of the shape of `gallons` whose counts add up to each rise exactly. An hour in which nothing ran stays without
 * flow; a rise where nothing ran at all is spread evenly. Hours between no two reads stay 0.
 */
export function scaleToReads(gallons: Float64Array, rises: readonly RegisterRise[]): Int32Array {
  const counts = new Int32Array(gallons.length);
  for (const { from, until, counts: rise } of rises) {
    let total = 0;
    for (let hour = from; hour < until; hour += 1) total += gallons[hour] ?? 0;
    let ran = 0;
    let shown = 0;
    for (let hour = from; hour < until; hour += 1) {
      ran += total > 0 ? (gallons[hour] ?? 0) : 1;
      // The last hour that flows ends at the total itself, whatever the sums of fractions came to.
      const share = total > 0 ? Math.min(1, ran / total) : ran / (until - from);
      const now = share > 1 - 1e-12 ? rise : Math.floor(rise * share);
      counts[hour] = now - shown;
      shown = now;
    }
  }
  return counts;
}
