import { type HourlyUse, hourQuality, hourSpan } from '../../src/domain/metering/index.ts';

const zone = 'America/Los_Angeles';

/** Days of a meter in whole gallons, as a test writes them: by day and clock hour; `undefined` is an hour that is missing. */
export function writtenHours(
  firstDay: string,
  days: number,
  gallons: (day: number, clock: number) => number | undefined,
): HourlyUse {
  const span = hourSpan(zone, Temporal.PlainDate.from(firstDay), days);
  const counts = new Int32Array(span.hours);
  const quality = new Uint8Array(span.hours);
  for (let hour = 0; hour < span.hours; hour += 1) {
    const used = gallons(span.dayOf[hour] ?? 0, span.hourOfDay[hour] ?? 0);
    counts[hour] = used ?? 0;
    if (used === undefined) quality[hour] = hourQuality.missing;
  }
  return { span, register: { unit: 'gal', multiplier: '1' }, counts, quality };
}

/** A household that showers at seven, cooks at noon and at seven, and sleeps. */
export const household = (clock: number): number => ({ 7: 38, 8: 12, 12: 6, 19: 21, 21: 9 })[clock] ?? 0;

/** A moment by the clock on the wall there. */
export const localMoment = (at: Temporal.Instant): string =>
  at.toZonedDateTimeISO(zone).toPlainDateTime().toString({ smallestUnit: 'minute' });
