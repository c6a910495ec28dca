import type { HourlyUse, HourStretch } from '../metering/index.ts';
import { isMissing } from './validated-meter.ts';

/** Of each hour of the wall clock: the mean of its known counts, and on how many days it was known. */
export interface MeanDay {
  readonly counts: Float64Array;
  readonly days: Uint16Array;
}

/** @param cap what an hour speaks for at most; all of it unless said */
export function meanDay(use: HourlyUse, { from, until }: HourStretch, cap = Number.POSITIVE_INFINITY): MeanDay {
  const sums = new Float64Array(24);
  const days = new Uint16Array(24);
  for (let hour = Math.max(0, from); hour < Math.min(until, use.span.hours); hour++) {
    if (isMissing(use, hour)) continue;
    const clock = use.span.hourOfDay[hour] ?? 0;
    sums[clock] = (sums[clock] ?? 0) + Math.min(cap, use.counts[hour] ?? 0);
    days[clock] = (days[clock] ?? 0) + 1;
  }
  return { counts: sums.map((sum, clock) => sum / Math.max(1, days[clock] ?? 0)), days };
}
