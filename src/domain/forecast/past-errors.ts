import { type DailyUse, isKnown, together } from './daily-use.ts';
import { expectedDays } from './expected-days.ts';

/** How far back a home's own forecasts are looked at, where nobody says. */
const yearBack = 365;
/** Gallons a day beside both what came and what was expected: homes that use next to nothing have errors too. */
const gallonsBeside = 10;

/** By how many times a forecast was wrong, as the logarithm, so that errors of a small home serve a large one: 0.1 is a tenth. */
const errorOf = (came: number, expected: number, days: number): number =>
  Math.abs(Math.log((came + gallonsBeside * days) / (expected + gallonsBeside * days)));

/** What comes where a forecast is wrong by `error`, upwards or, negative, downwards; never less than nothing. */
export const offBy = (error: number, expected: number, days: number): number =>
  Math.max(0, (expected + gallonsBeside * days) * Math.exp(error) - gallonsBeside * days);

/** Errors of forecasts for some days ahead that the days since have shown. */
export interface PastErrors {
  /** Of `errorOf`: which way a forecast was wrong last season says nothing of the next. */
  readonly errors: readonly number[];
  /** Of how many stretches of days that do not overlap. */
  readonly stretches: number;
}

/**
 * What a forecast of `days` days would have missed by on the days before index `until`: made again and again from what was
 * known then, four times a stretch. Service points are forecast each by itself and missed by together, so that errors
 * which cancel and errors which add up both count as they did.
 */
export function pastErrors(
  points: readonly DailyUse[],
  until: number,
  { days, daysBack = yearBack }: { readonly days: number; readonly daysBack?: number },
): PastErrors {
  const { gallons } = together(points);
  const step = Math.max(1, Math.floor(days / 4));
  const errors: number[] = [];
  for (let from = until - days; from > Math.max(0, until - daysBack); from -= step) {
    const came = sumKnown(gallons, from, from + days);
    if (came === undefined) continue;
    const expected = expectedOf(points, from, days);
    if (expected !== undefined) errors.push(errorOf(came, expected, days));
  }
  return { errors, stretches: (errors.length * step) / days };
}

function expectedOf(points: readonly DailyUse[], from: number, days: number): number | undefined {
  let sum = 0;
  for (const point of points) {
    const expected = expectedDays(point, from, days);
    if (expected === undefined) return undefined;
    for (const gallons of expected) sum += gallons;
  }
  return sum;
}

function sumKnown(gallons: Float64Array, from: number, to: number): number | undefined {
  let sum = 0;
  for (let day = from; day < to; day++) {
    const used = gallons[day];
    if (!isKnown(used)) return undefined;
    sum += used;
  }
  return sum;
}
