import { type Exact, exact } from '../kernel/index.ts';

/** A home's days with their weather, side by side; NaN where one is not known. */
export interface DaysInWeather {
  readonly gallons: Float64Array;
  readonly highCelsius: Float64Array;
}

/** Days of those, by index: `from` up to, not with, `to`. */
export interface DaysOf {
  readonly from: number;
  readonly to: number;
}

/** Warmth begins to be watered for above this; below it a colder day changes nothing. */
const warmFrom = 18;
/** Fewer known days than these do not tell warmth from chance; both bills must be known by four of five days. */
const minDays = 120;
const minOfBill = 0.8;

/**
 * How many of a period's gallons go with its days being warmer than another's: the straight line through the home's own
 * days of use and warmth, by least squares, at the difference of the two periods' mean warmth. What goes with warmth is
 * not all caused by it: a garden's clock follows the season too. Undefined where too little is known.
 */
export function weatherGallons(days: DaysInWeather, before: DaysOf, now: DaysOf): Exact | undefined {
  const [then, here] = [meanWarmth(days, before), meanWarmth(days, now)];
  const slope = gallonsADegree(days);
  if (then === undefined || here === undefined || slope === undefined) return undefined;
  return exact(Math.round(slope * (here - then) * (now.to - now.from)));
}

const warmth = (celsius: number): number => Math.max(0, celsius - warmFrom);

function meanWarmth({ highCelsius }: DaysInWeather, { from, to }: DaysOf): number | undefined {
  if (from < 0 || to > highCelsius.length) return undefined;
  const known = highCelsius.subarray(from, to).filter((high) => !Number.isNaN(high));
  if (known.length < minOfBill * (to - from)) return undefined;
  return known.reduce((sum, high) => sum + warmth(high), 0) / known.length;
}

/** Never below nothing: a home that uses less in the heat was away. */
function gallonsADegree({ gallons, highCelsius }: DaysInWeather): number | undefined {
  let [count, sumWarm, sumUsed, sumBoth, sumSquares] = [0, 0, 0, 0, 0];
  for (const [day, used] of gallons.entries()) {
    const warm = warmth(highCelsius[day] ?? Number.NaN);
    if (Number.isNaN(used) || Number.isNaN(warm)) continue;
    count += 1;
    sumWarm += warm;
    sumUsed += used;
    sumBoth += warm * used;
    sumSquares += warm * warm;
  }
  const spread = count * sumSquares - sumWarm * sumWarm;
  if (count < minDays || spread <= 0) return undefined;
  return Math.max(0, (count * sumBoth - sumWarm * sumUsed) / spread);
}
