import { clearedHour, type DayOfHours } from './edited-day.ts';
import type { HourStretch } from './estimate-hours.ts';
import { hourQuality } from './hour-quality.ts';
import type { HourlyUse } from './hourly-use.ts';

/**
 * The hours of a stretch with the clock set right that labelled them: `ahead` hours too late, or too early where it is
 * negative. Nothing is added and nothing is lost: the few hours that fall out at one end fill the other, and are marked
 * estimated, for what ran there is not known. Hours are those of UTC, so that a local day of 23 or 25 needs no rule.
 *
 * @param ahead whole hours, not 0, fewer than the stretch is long
 * @returns as long as the stretch; an hour that nothing is known about is `clearedHour`
 */
export function shiftHours(use: HourlyUse, { from, until }: HourStretch, ahead: number): DayOfHours {
  const length = until - from;
  const counts = new Int32Array(length);
  const quality = new Uint8Array(length);
  for (let hour = 0; hour < length; hour++) {
    const labelled = hour + ahead;
    const source = from + ((labelled + length) % length);
    counts[hour] = use.counts[source] ?? 0;
    quality[hour] = shiftedQuality(use.quality[source], labelled >= 0 && labelled < length);
  }
  return { counts, quality };
}

function shiftedQuality(known: number | undefined, isOwn: boolean): number {
  if (known === undefined || known === hourQuality.missing) return clearedHour;
  if (!isOwn) return hourQuality.estimated;
  return known === hourQuality.measured ? hourQuality.edited : known;
}
