import { hourQuality, volumeOfCounts } from '../metering/index.ts';
import type { AccountUse } from '../usage/index.ts';

/** Water by the local day. Statistics: shown and forecast, never billed. */
export interface DailyUse {
  readonly firstDay: Temporal.PlainDate;
  /** Gallons of each day; NaN where not every hour of it is known. */
  readonly gallons: Float64Array;
}

export const isKnown = (gallons: number | undefined): gallons is number =>
  gallons !== undefined && !Number.isNaN(gallons);

/** The days of an account's hours. */
export function dailyUse({ span, meters, quality }: AccountUse): DailyUse {
  const gallons = new Float64Array(span.days);
  for (const { register, counts } of meters) {
    const gallonsACount = volumeOfCounts(register, 1, 'gal').valueOf();
    for (let hour = 0; hour < span.hours; hour++) {
      const day = span.dayOf[hour] ?? 0;
      gallons[day] = (gallons[day] ?? 0) + (counts[hour] ?? 0) * gallonsACount;
    }
  }
  for (let hour = 0; hour < span.hours; hour++) {
    if (quality[hour] === hourQuality.missing) gallons[span.dayOf[hour] ?? 0] = Number.NaN;
  }
  return { firstDay: span.firstDay, gallons };
}

/** What some service points used together, over the same days; a day that one of them does not know is not known. */
export function together(points: readonly DailyUse[]): DailyUse {
  const [first, ...others] = points;
  if (first === undefined) throw new RangeError('no service point');
  if (others.length === 0) return first;
  return {
    firstDay: first.firstDay,
    gallons: first.gallons.map((gallons, day) =>
      others.reduce((sum, other) => sum + (other.gallons[day] ?? Number.NaN), gallons),
    ),
  };
}
