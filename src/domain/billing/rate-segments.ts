import { dayNumber, isAfter, overlap, type Period, present } from '../kernel/index.ts';

/** A stretch of a period in which one version of a schedule is in force. */
export interface RateSegment<Version> {
  readonly version: Version;
  readonly stretch: Period;
}

/**
 * A rate change inside a period is prorated by days: the days before it at the old rate, the day it takes effect and
 * those after at the new. Undefined where no version is in force on the first day.
 */
export function rateSegments<Version extends { readonly effectiveOn: Temporal.PlainDate }>(
  period: Period,
  versions: readonly Version[],
): readonly RateSegment<Version>[] | undefined {
  const byDate = versions.toSorted((a, b) => dayNumber(a.effectiveOn) - dayNumber(b.effectiveOn));
  const first = byDate[0];
  if (first === undefined || isAfter(first.effectiveOn, period.start)) return undefined;
  return byDate.flatMap((version, index) => {
    const until = byDate[index + 1]?.effectiveOn;
    const stretch = overlap(period, { start: version.effectiveOn, ...present({ end: until }) });
    return stretch === undefined ? [] : [{ version, stretch }];
  });
}
