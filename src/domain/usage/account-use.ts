import { type Exact, exact, type VolumeUnit } from '../kernel/index.ts';
import { type HourlyUse, type HourSpan, hourQuality, volumeOfCounts } from '../metering/index.ts';

/** One meter's hours over a span, and the days of them that are the account's. */
export interface MeterUse {
  readonly servicePointId: number;
  readonly use: HourlyUse;
  readonly fromDay: Temporal.PlainDate;
  /** The first day no longer the account's. */
  readonly untilDay?: Temporal.PlainDate;
}

/** An account's use over a span: its meters together. */
export interface AccountUse {
  readonly span: HourSpan;
  /** Each meter's counts; 0 in hours that are unknown or not the account's. */
  readonly meters: readonly HourlyUse[];
  /** A `hourQuality` for each hour: the least of its service points, whose meters follow one another. */
  readonly quality: Uint8Array;
}

/** Puts an account's meters together, and leaves out the hours that are not its. */
export function accountUse(span: HourSpan, meters: readonly MeterUse[]): AccountUse {
  const own = meters.map((meter) => ({ servicePointId: meter.servicePointId, use: ownHours(meter) }));
  const points = Map.groupBy(own, (meter) => meter.servicePointId).values();
  const quality = new Uint8Array(span.hours).fill(meters.length === 0 ? hourQuality.missing : hourQuality.measured);
  for (const point of points) {
    for (let hour = 0; hour < span.hours; hour++) {
      let best: number = hourQuality.missing;
      for (const { use } of point) best = better(best, use.quality[hour] ?? hourQuality.missing);
      quality[hour] = worse(quality[hour] ?? hourQuality.missing, best);
    }
  }
  return { span, meters: own.map((meter) => meter.use), quality };
}

/** The hours of a meter that are the account's; the others are as if they were not known. */
export function ownHours({ use, fromDay, untilDay }: MeterUse): HourlyUse {
  const { span } = use;
  const first = Math.min(span.days, Math.max(0, span.firstDay.until(fromDay).days));
  const end =
    untilDay === undefined ? span.days : Math.min(span.days, Math.max(first, span.firstDay.until(untilDay).days));
  const [from, to] = [span.dayStart[first] ?? 0, span.dayStart[end] ?? 0];
  if (from === 0 && to === span.hours) return use;
  const counts = new Int32Array(span.hours);
  const quality = new Uint8Array(span.hours).fill(hourQuality.missing);
  counts.set(use.counts.subarray(from, to), from);
  quality.set(use.quality.subarray(from, to), from);
  return { ...use, counts, quality };
}

/** The water of the hours from `from` up to `to`, exactly. */
export const waterBetween = (use: AccountUse, hours: Hours, unit: VolumeUnit): Exact => waterIn(use, unit)(hours);

/** The same of many stretches: what one count of each meter is in `unit` is worked out once. */
export function waterIn(use: AccountUse, unit: VolumeUnit): (hours: Hours) => Exact {
  const meters = use.meters.map(({ counts, register }) => ({ counts, one: volumeOfCounts(register, 1, unit) }));
  return ({ from, to }) => {
    let water: Exact | undefined;
    for (const { counts, one } of meters) {
      let count = 0;
      for (let hour = from; hour < to; hour++) count += counts[hour] ?? 0;
      const ofMeter = one.mul(count);
      water = water === undefined ? ofMeter : water.add(ofMeter);
    }
    return water ?? exact(0);
  };
}

/** Hours of a span: `from` up to, not including, `to`. */
export interface Hours {
  readonly from: number;
  readonly to: number;
}

/** Rank of each `hourQuality`, 0 the surest. */
const rank = new Uint8Array(5);
rank[hourQuality.edited] = 1;
rank[hourQuality.estimated] = 2;
rank[hourQuality.suspect] = 3;
rank[hourQuality.missing] = 4;

const better = (a: number, b: number): number => ((rank[b] ?? 4) < (rank[a] ?? 4) ? b : a);
const worse = (a: number, b: number): number => ((rank[b] ?? 4) > (rank[a] ?? 4) ? b : a);
