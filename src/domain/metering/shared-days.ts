import { hourQuality } from './hour-quality.ts';
import type { HourlyUse } from './hourly-use.ts';

/**
 * The days of a span whose hours are shared out evenly from a sum that was measured, as the use of a day or a register that
 * is read once a day: when in the day it ran is not known, how much is. A 1 for each. The last day of `until` is none where it
 * goes on as the day before it: then a longer silence may go on beyond it, and what ran by its end is a guess.
 */
export function sharedDays(use: HourlyUse, until: number): Uint8Array {
  const { span } = use;
  const shared = new Uint8Array(span.days);
  for (let day = 0; day < until; day++) shared[day] = isEven(use, day) ? 1 : 0;
  const [last, before] = [until - 1, until - 2];
  if (shared[last] === 1 && shared[before] === 1 && goesOn(use, before, last)) shared[last] = 0;
  return shared;
}

function isEven({ span, counts, quality }: HourlyUse, day: number): boolean {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let hour = span.dayStart[day] ?? 0; hour < (span.dayStart[day + 1] ?? 0); hour++) {
    if (quality[hour] !== hourQuality.estimated) return false;
    low = Math.min(low, counts[hour] ?? 0);
    high = Math.max(high, counts[hour] ?? 0);
  }
  return high - low <= 1;
}

/** Whether water ran as much an hour on both days, but for a count of a day in all: in whole numbers, since a float is off by a hair. */
function goesOn(use: HourlyUse, before: number, last: number): boolean {
  const [one, other] = [ofDay(use, last), ofDay(use, before)];
  const apart = Math.abs(one.counts * other.hours - other.counts * one.hours);
  return one.counts > 0 && apart * 24 <= one.hours * other.hours;
}

function ofDay({ span, counts }: HourlyUse, day: number): { readonly counts: number; readonly hours: number } {
  const [from, to] = [span.dayStart[day] ?? 0, span.dayStart[day + 1] ?? 0];
  return { counts: counts.subarray(from, to).reduce((sum, count) => sum + count, 0), hours: to - from };
}
