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
  if (shared[last] === 1 && shared[before] === 1) {
    const [one, other] = [levelOf(use, last), levelOf(use, before)];
    if (one > 0 && Math.abs(one - other) * 24 <= 1) shared[last] = 0;
  }
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

/** Counts an hour. */
function levelOf({ span, counts }: HourlyUse, day: number): number {
  const [from, to] = [span.dayStart[day] ?? 0, span.dayStart[day + 1] ?? 0];
  return counts.subarray(from, to).reduce((sum, count) => sum + count, 0) / (to - from);
}
