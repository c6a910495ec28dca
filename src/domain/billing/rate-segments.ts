import { daysIn, type Exact, exact, isAfter, overlap, type Period, present } from '../kernel/index.ts';

/** A stretch of a period in which one version of a schedule is in force. */
export interface RateSegment<Version> {
  readonly version: Version;
  readonly stretch: Period;
  readonly days: number;
  /** Its days of the period's: the share of the use and of the months that it prices. */
  readonly share: Exact;
}

/**
 * A rate change inside a period is prorated by days: the days before it at the old rate, the day it takes effect and
 * those after at the new. Undefined where no version is in force on the first day.
 */
export function rateSegments<Version extends { readonly effectiveOn: Temporal.PlainDate }>(
  period: Period,
  versions: readonly Version[],
): readonly RateSegment<Version>[] | undefined {
  const byDate = versions.toSorted((a, b) => Temporal.PlainDate.compare(a.effectiveOn, b.effectiveOn));
  const first = byDate[0];
  if (first === undefined || isAfter(first.effectiveOn, period.start)) return undefined;
  return byDate.flatMap((version, index) => {
    const until = byDate[index + 1]?.effectiveOn;
    const inForce = overlap(period, { start: version.effectiveOn, ...present({ end: until }) });
    if (inForce === undefined) return [];
    const days = daysIn(inForce);
    return [{ version, stretch: inForce, days, share: exact(days).div(daysIn(period)) }];
  });
}
