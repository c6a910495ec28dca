import type { WallTime } from './time-format.ts';

/** Epoch seconds of what a wall clock showed, or undefined for a time that the spring change skipped. */
export type LocalClock = (wall: WallTime, meter: string, isStart?: boolean) => number | undefined;

/**
 * The clock of a zone, exact. The offset of a day is asked of `Temporal` once (a year of a whole file is 365 askings).
 *
 * - The hour that autumn repeats: of the two moments, a meter's line is the first, unless an earlier line of the same
 *   meter has reached it (then the second). In a file that goes back in time the second comes first.
 * - The hour that spring skips: no such time. Only its very beginning is taken, as the moment of the change, since
 *   head-ends that mark the end of an hour write it so; of an interval's start (`isStart`) not even that, for no interval
 *   begins there but the one that is written an hour later.
 */
export function localClock(zone: string): LocalClock {
  const days = new Map<number, LocalDay>();
  const latest = new Map<string, { at: number; descending: boolean }>();
  let lastKey = -1;
  let lastDay: LocalDay | undefined;
  return (wall, meter, isStart = false) => {
    const epochDay = daysSince1970(wall.year, wall.month, wall.day);
    const wallSeconds = epochDay * 86_400 + wall.second;
    if (wall.offset !== undefined) return wallSeconds - wall.offset;
    if (epochDay !== lastKey || lastDay === undefined) {
      lastDay = days.get(epochDay);
      if (lastDay === undefined) {
        lastDay = localDay(zone, epochDay);
        days.set(epochDay, lastDay);
      }
      lastKey = epochDay;
    }
    const { change } = lastDay;
    if (change === undefined) return wallSeconds - lastDay.offset;
    const [first, second] = [wallSeconds - lastDay.offset, wallSeconds - change.offset];
    if (change.offset > lastDay.offset) {
      if (first < change.at) return first;
      if (first === change.at) return isStart ? undefined : change.at;
      return second < change.at ? undefined : second;
    }
    const at = second < change.at ? first : first >= change.at ? second : undefined;
    const before = latest.get(meter);
    if (at !== undefined) {
      latest.set(meter, { at, descending: before !== undefined && at < before.at });
      return at;
    }
    const descending = before !== undefined && (before.descending || before.at > second);
    const taken = descending
      ? before.at <= second
        ? first
        : second
      : before !== undefined && before.at >= first
        ? second
        : first;
    latest.set(meter, { at: taken, descending });
    return taken;
  };
}

/** Seconds of an interval of whole days by the zone's calendar: 23 or 25 hours a day when the clock changes. */
export function calendarSeconds(
  zone: string,
  { at, seconds, isStart }: { readonly at: number; readonly seconds: number; readonly isStart: boolean },
): number {
  if (seconds % 86_400 !== 0 || zone === 'UTC') return seconds;
  const known = Temporal.Instant.fromEpochMilliseconds(at * 1000).toZonedDateTimeISO(zone);
  const other = known.add({ days: (isStart ? 1 : -1) * (seconds / 86_400) });
  return Math.abs(other.epochMilliseconds / 1000 - at);
}

export interface LocalDay {
  /** Seconds east of UTC when the day began. */
  readonly offset: number;
  /** The moment of the day at which the offset becomes another. */
  readonly change?: { readonly at: number; readonly offset: number };
}

export function localDay(zone: string, epochDay: number): LocalDay {
  const date = new Temporal.PlainDate(1970, 1, 1).add({ days: epochDay });
  const start = date.toZonedDateTime(zone);
  const offset = start.offsetNanoseconds / 1e9;
  const next = start.getTimeZoneTransition('next');
  if (next === null || next.epochMilliseconds >= date.add({ days: 1 }).toZonedDateTime(zone).epochMilliseconds) {
    return { offset };
  }
  return { offset, change: { at: next.epochMilliseconds / 1000, offset: next.offsetNanoseconds / 1e9 } };
}

/** Days since 1970-01-01 of the Gregorian calendar (Hinnant, *days_from_civil*). */
export function daysSince1970(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const ofEra = shifted - era * 400;
  const ofYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  return era * 146_097 + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear - 719_468;
}
