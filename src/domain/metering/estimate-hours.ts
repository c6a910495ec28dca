import { hourQuality } from './hour-quality.ts';
import type { HourSpan } from './hour-span.ts';
import type { HourlyUse } from './hourly-use.ts';
import { shareOut } from './share-out.ts';

/** Hours of a span from the index `from` up to, not including, `until`. */
export interface HourStretch {
  readonly from: number;
  readonly until: number;
}

export const estimateMethods = ['linear', 'like-day', 'scaled'] as const;
export type EstimateMethod = (typeof estimateMethods)[number];

export interface HourEstimate {
  readonly method: EstimateMethod;
  /** How many weeks before and after the like-day method looks at. */
  readonly weeks: number;
  /** What ran in all, where registers on both sides say it, in counts; the hours then add up to it exactly. */
  readonly total?: number;
}

/**
 * The counts of a stretch that nothing, or nothing good, is known about. `linear` goes in a straight line from the hour before
 * to the hour after; `like-day` takes the same hour of the same weekday in the meter's own weeks around, else the same
 * hour of any day, else the straight line. `scaled` keeps the stretch's own shape, for hours that were counted but do not
 * add up. Whole counts, never negative.
 */
export function estimateHours(
  use: HourlyUse,
  stretch: HourStretch,
  { method, weeks, total }: HourEstimate,
): Int32Array {
  const line = straightLine(use, stretch);
  const weights =
    method === 'linear'
      ? line
      : method === 'scaled'
        ? Float64Array.from(use.counts.subarray(stretch.from, stretch.until), (count) => Math.max(0, count))
        : line.map((level, hour) => likeHour(use, stretch, hour, weeks) ?? level);
  return shareOut(weights, total ?? Math.round(weights.reduce((sum, weight) => sum + weight, 0)));
}

/** What the meter counted or a person set: other estimates are nothing to learn from. */
const isKnown = ({ quality }: HourlyUse, hour: number): boolean =>
  quality[hour] === hourQuality.measured || quality[hour] === hourQuality.edited;

const levelOf = (use: HourlyUse, hour: number): number | undefined =>
  hour >= 0 && hour < use.span.hours && isKnown(use, hour) ? Math.max(0, use.counts[hour] ?? 0) : undefined;

function straightLine(use: HourlyUse, { from, until }: HourStretch): Float64Array {
  const [before, after] = [levelOf(use, from - 1), levelOf(use, until)];
  const [first, last] = [before ?? after ?? 0, after ?? before ?? 0];
  const line = new Float64Array(until - from);
  for (let hour = 0; hour < line.length; hour++) {
    line[hour] = first + ((last - first) * (hour + 1)) / (line.length + 1);
  }
  return line;
}

function likeHour(use: HourlyUse, stretch: HourStretch, place: number, weeks: number): number | undefined {
  const { span } = use;
  const day = span.dayOf[stretch.from + place] ?? 0;
  const clock = span.hourOfDay[stretch.from + place] ?? 0;
  const isLike = (step: number) => averageOver(use, stretch, { day, clock, step, max: weeks * 7 });
  return isLike(7) ?? isLike(1);
}

function averageOver(
  use: HourlyUse,
  { from, until }: HourStretch,
  { day, clock, step, max }: { day: number; clock: number; step: number; max: number },
): number | undefined {
  let [sum, known] = [0, 0];
  for (let away = step; away <= max; away += step) {
    for (const other of [day - away, day + away]) {
      const hour = hourAt(use.span, other, clock);
      const level = hour === undefined || (hour >= from && hour < until) ? undefined : levelOf(use, hour);
      if (level === undefined) continue;
      sum += level;
      known += 1;
    }
  }
  return known === 0 ? undefined : sum / known;
}

/** The hour of a local day that begins at `clock` o'clock; none where the clock skips it. */
function hourAt(span: HourSpan, day: number, clock: number): number | undefined {
  if (day < 0 || day >= span.days) return undefined;
  const begin = span.dayStart[day] ?? 0;
  return [clock, clock - 1, clock + 1]
    .map((hour) => begin + hour)
    .find((hour) => span.hourOfDay[hour] === clock && span.dayOf[hour] === day);
}
