import { hourQuality } from './hour-quality.ts';

/**
 * What people decided of a meter's day, beside what the files said about it then. An hour that nobody decided has the
 * quality `missing` in `hours`.
 */
export interface EditedDay {
  readonly hours: DayOfHours;
  readonly said: DayOfHours;
  /** How many counts of today's channel one count here is: a feed that says more decimals since makes it 10 or more. */
  readonly factor: number;
}

export interface DayOfHours {
  readonly counts: Int32Array;
  readonly quality: Uint8Array;
}

/** The quality, in a decision's hours only, of an hour of which nothing is known any more. */
export const clearedHour = 15;

/**
 * Lays a day's decisions over the hours that the files say, from index `at`. A decision stands until a file measures the
 * hour otherwise than the files said when it was decided: then the file stands. So it does not matter whether the decision
 * or the file comes first, and taking a decision back gives the files' hours as they are.
 */
export function layEditedDay(into: DayOfHours, { hours, said, factor }: EditedDay, at: number): void {
  for (let hour = 0; hour < hours.counts.length && at + hour < into.counts.length; hour++) {
    if (hours.quality[hour] === hourQuality.missing) continue;
    const isSame =
      said.quality[hour] === hourQuality.measured && into.counts[at + hour] === (said.counts[hour] ?? 0) * factor;
    if (into.quality[at + hour] === hourQuality.measured && !isSame) continue;
    layHour(into, { hours, hour, factor }, at);
  }
}

/** Lays decided hours over others whatever those are, as they would be seen once decided. */
export function layHours(into: DayOfHours, hours: DayOfHours, at: number): void {
  for (let hour = 0; hour < hours.counts.length; hour++) layHour(into, { hours, hour, factor: 1 }, at);
}

function layHour(into: DayOfHours, from: { hours: DayOfHours; hour: number; factor: number }, at: number): void {
  const { hours, hour, factor } = from;
  const isCleared = hours.quality[hour] === clearedHour;
  into.counts[at + hour] = isCleared ? 0 : (hours.counts[hour] ?? 0) * factor;
  into.quality[at + hour] = isCleared ? hourQuality.missing : (hours.quality[hour] ?? hourQuality.edited);
}

/** Several decisions of one day, the oldest first, as one: of an hour the last speaks. */
export function joinEditedDays(oldestFirst: readonly EditedDay[]): EditedDay | undefined {
  const [first] = oldestFirst;
  if (first === undefined || oldestFirst.length === 1) return first;
  // The finest count of all, so that every one is a whole number.
  const min = Math.min(...oldestFirst.map(({ factor }) => factor));
  const length = first.hours.counts.length;
  const joined: EditedDay = {
    hours: { counts: new Int32Array(length), quality: new Uint8Array(length).fill(hourQuality.missing) },
    said: { counts: new Int32Array(length), quality: new Uint8Array(length).fill(hourQuality.missing) },
    factor: min,
  };
  for (const { hours, said, factor } of oldestFirst) {
    const finer = factor / min;
    for (let hour = 0; hour < length; hour++) {
      if (hours.quality[hour] === hourQuality.missing) continue;
      joined.hours.counts[hour] = (hours.counts[hour] ?? 0) * finer;
      joined.hours.quality[hour] = hours.quality[hour] ?? 0;
      joined.said.counts[hour] = (said.counts[hour] ?? 0) * finer;
      joined.said.quality[hour] = said.quality[hour] ?? 0;
    }
  }
  return joined;
}
