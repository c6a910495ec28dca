import { belief } from './apportion.ts';
import type { DayHours } from './day-windows.ts';
import { hourQuality } from './hour-quality.ts';
import type { LocalDays } from './local-days.ts';
import { unpackDay } from './pack-day.ts';
import type { Reads, Said } from './reads.ts';
import type { StandingDay } from './standing-day.ts';

/** The reads of a day that is kept as hours alone; of an hour that is missing nobody said anything. */
export function saidByHours(standing: StandingDay, days: LocalDays): readonly Said[] {
  if (standing.firstLine === 0) return [];
  const { counts, quality, opening } = unpackDay(standing.hours);
  const begin = days.begin(standing.day);
  const hours = Uint8Array.from(counts.keys()).filter((hour) => quality[hour] !== hourQuality.missing);
  let register = opening ?? 0;
  const reads: Reads = {
    at: Float64Array.from(hours, (hour) => begin + (hour + 1) * 3600),
    seconds: new Float64Array(hours.length).fill(opening === undefined ? 3600 : 0),
    counts: Float64Array.from(hours, (hour) => {
      const count = counts[hour] ?? 0;
      register += count;
      return opening === undefined ? count : register;
    }),
    believed: Uint8Array.from(hours, (hour) => beliefs[quality[hour] ?? 0] ?? belief.measured),
  };
  const { importId, firstLine, lastLine } = standing;
  return [{ importId, firstLine, lastLine, reads }];
}

const beliefs = new Uint8Array(5);
beliefs[hourQuality.edited] = belief.edited;
beliefs[hourQuality.estimated] = belief.estimated;
beliefs[hourQuality.suspect] = belief.suspect;

/** The register at a day's beginning, where the day before ended with a read on its last hour. */
export function openingOf(of: {
  day: number;
  days: LocalDays;
  withReads: Uint32Array;
  merged: ReadonlyMap<number, Reads>;
}): number | undefined {
  const before = of.merged.get(of.day - 1);
  const last = (before?.at.length ?? 0) - 1;
  const isClosing = before?.at[last] === of.days.begin(of.day) && before.seconds[last] === 0;
  return isClosing ? before.counts[last] : undefined;
}

/** Whether the day's reads can be had back from its hours: one read on every hour, and nothing doubted. */
export function tellsReads(of: {
  hours: DayHours;
  reads: Reads;
  opening: number | undefined;
  days: LocalDays;
  day: number;
}): boolean {
  const { hours, reads, opening, days, day } = of;
  const begin = days.begin(day);
  const length = reads.seconds[0];
  if (reads.at.length !== hours.counts.length || (length !== 3600 && length !== 0)) return false;
  if (length === 0 && opening === undefined) return false;
  let register = opening ?? 0;
  for (let hour = 0; hour < reads.at.length; hour++) {
    if (reads.at[hour] !== begin + (hour + 1) * 3600 || reads.seconds[hour] !== length) return false;
    const count = hours.counts[hour] ?? 0;
    register += count;
    const isKept =
      length === 0
        ? register === reads.counts[hour] && hours.quality[hour] === hourQuality.measured && reads.believed[hour] === 0
        : count === reads.counts[hour] && beliefs[hours.quality[hour] ?? 0] === reads.believed[hour];
    if (!isKept || hours.quality[hour] === hourQuality.missing) return false;
  }
  return true;
}
