import { isAfter, overlap, type Period, present } from '../kernel/index.ts';

/** A stretch of a period in which one version of a schedule is in force. */
export interface RateSegment<Version> {
  readonly version: Version;
  readonly stretch: Period;
}

/**
 * A rate change inside a period is prorated by days: the days before it at the old rate, the day it takes effect and
 * those after at the new. The versions come oldest first; undefined where no version is in force on the first day.
 */
export function rateSegments<Version extends { readonly effectiveOn: Temporal.PlainDate }>(
  period: Period,
  versions: readonly Version[],
): readonly RateSegment<Version>[] | undefined {
  const [first] = versions;
  if (first === undefined || isAfter(first.effectiveOn, period.start)) return undefined;
  return versions.flatMap((version, index) => {
    const until = versions[index + 1]?.effectiveOn;
    const stretch = overlap(period, { start: version.effectiveOn, ...present({ end: until }) });
    return stretch === undefined ? [] : [{ version, stretch }];
  });
}
