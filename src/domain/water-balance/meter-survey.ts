import { type HourlyUse, hourQuality, volumeOfCounts } from '../metering/index.ts';

/** The local hours of least use, from `from` up to `to`, both 0–24. */
export interface NightHours {
  readonly from: number;
  readonly to: number;
}

/** What weeks of hours say about a meter. Hours are indices of the span. */
export interface MeterSurvey {
  readonly firstKnown: number;
  readonly lastKnown: number;
  /** The last hour in which water ran. */
  readonly lastFlow?: number;
  /** The lowest hour of each of the last nights, the middle one of them. */
  readonly nightGallonsAnHour?: number;
}

/** A night flow is the middle of so many nights: one flush is no night flow, one night away no absence of it. */
const nightsLookedAt = 7;
const minNights = 3;

const isKnown = (quality: number | undefined): boolean =>
  quality === hourQuality.measured || quality === hourQuality.edited;

/** Undefined where nothing is known about the meter. */
export function surveyMeter(use: HourlyUse, night: NightHours): MeterSurvey | undefined {
  const { counts, quality, span } = use;
  let firstKnown = -1;
  let lastKnown = -1;
  let lastFlow = -1;
  for (let hour = 0; hour < span.hours; hour++) {
    if (!isKnown(quality[hour])) continue;
    if (firstKnown < 0) firstKnown = hour;
    lastKnown = hour;
    if ((counts[hour] ?? 0) > 0) lastFlow = hour;
  }
  if (firstKnown < 0) return undefined;
  const flow = nightFlow(use, night, span.dayOf[lastKnown] ?? 0);
  return {
    firstKnown,
    lastKnown,
    ...(lastFlow < 0 ? {} : { lastFlow }),
    ...(flow === undefined ? {} : { nightGallonsAnHour: flow * gallonsACount(use) }),
  };
}

function nightFlow(
  { counts, quality, span }: HourlyUse,
  { from, to }: NightHours,
  lastDay: number,
): number | undefined {
  const lows: number[] = [];
  for (let day = lastDay; day > lastDay - nightsLookedAt && day >= 0; day--) {
    let lowest = Number.POSITIVE_INFINITY;
    for (let hour = span.dayStart[day] ?? 0; hour < (span.dayStart[day + 1] ?? 0); hour++) {
      const clock = span.hourOfDay[hour] ?? 0;
      if (clock < from || clock >= to) continue;
      // A night with a hole in it may have had its lowest hour there.
      lowest = isKnown(quality[hour]) ? Math.min(lowest, counts[hour] ?? 0) : Number.NaN;
      if (Number.isNaN(lowest)) break;
    }
    if (Number.isFinite(lowest)) lows.push(lowest);
  }
  if (lows.length < minNights) return undefined;
  return lows.toSorted((a, b) => a - b)[Math.floor((lows.length - 1) / 2)];
}

/** Gallons that ran from an hour of the span on, of the hours that are known. */
export function waterSince(use: HourlyUse, from: number): number {
  let counts = 0;
  for (let hour = Math.max(0, from); hour < use.span.hours; hour++) {
    if (use.quality[hour] !== hourQuality.missing) counts += use.counts[hour] ?? 0;
  }
  return counts * gallonsACount(use);
}

export const gallonsACount = (use: Pick<HourlyUse, 'register'>): number =>
  volumeOfCounts(use.register, 1, 'gal').valueOf();
