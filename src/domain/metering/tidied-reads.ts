import { belief, longestMeasured } from './apportion.ts';
import type { LocalDays } from './local-days.ts';
import type { Reads } from './reads.ts';
import { jitterOf } from './standing-intervals.ts';
import { type ArrivedColumns, ownColumns } from './whole-days.ts';

/** Reads as they arrived, ready to be laid into days. */
export interface TidiedReads {
  readonly arrived: ArrivedColumns;
  /** Intervals whose end was moved to the hour (or quarter, or day) that it meant. */
  readonly snapped: number;
  /** Intervals of more than a day that were cut at midnights. */
  readonly cut: number;
}

/**
 * Moves the end of an interval that lies within a clock's jitter of the whole hour, quarter or other fraction that its
 * length divides to it: so one that is sent again with other seconds is the same one. Cuts an interval of more than a day at midnights,
 * its counts shared evenly, so that a day depends on no far one. Returns what it was given where nothing is to be done, as
 * in nearly every file.
 */
export function tidiedReads(arrived: ArrivedColumns, days: LocalDays): TidiedReads {
  const { at, seconds } = arrived.reads;
  let [snaps, isLong] = [0, false];
  // Of a clean hourly file every read but the first takes this short way: a nanosecond, where a remainder takes ten.
  let expected = Number.NaN;
  for (let index = arrived.from; index < arrived.to; index++) {
    const length = seconds[index] ?? 0;
    const end = at[index] ?? 0;
    if (length === 3600 && end === expected) {
      expected += 3600;
      continue;
    }
    if (length === 0) continue;
    const isMoved = snappedEnd(end, length) !== end;
    if (isMoved) snaps++;
    expected = length === 3600 && !isMoved && end % 3600 === 0 ? end + 3600 : Number.NaN;
    if (length > 82_800 && isBeyondTheDayBefore(end, length, days)) isLong = true;
  }
  if (snaps === 0 && !isLong) return { arrived, snapped: 0, cut: 0 };
  const own = ownColumns(arrived);
  const reads: Reads = {
    ...own.reads,
    at: Float64Array.from(own.reads.at, (end, index) => snappedEnd(end, own.reads.seconds[index] ?? 0)),
  };
  const snapped = { ...own, reads };
  return isLong ? { ...cutAtMidnights(snapped, days), snapped: snaps } : { arrived: snapped, snapped: snaps, cut: 0 };
}

/** An interval of a part that divides the hour ends on a multiple of it, one of whole hours on the hour. */
function snappedEnd(end: number, length: number): number {
  const grid = Math.min(length, 3600);
  if (length === 0 || 3600 % grid !== 0 || (length > 3600 && length % 3600 !== 0)) return end;
  const past = end % grid;
  if (past === 0) return end;
  const jitter = jitterOf(grid);
  return past <= jitter ? end - past : grid - past <= jitter ? end + grid - past : end;
}

const isBeyondTheDayBefore = (end: number, length: number, days: LocalDays): boolean => {
  const day = days.dayEnding(end);
  return (length > 86_400 && end - length < days.begin(day)) || end - length < days.begin(day - 1);
};

function cutAtMidnights({ importId, reads, lines }: ArrivedColumns, days: LocalDays): Omit<TidiedReads, 'snapped'> {
  const pieces: { at: number; seconds: number; counts: number; believed: number; line: number }[] = [];
  let cut = 0;
  const began = beginsOfLong(reads);
  for (let index = 0; index < reads.at.length; index++) {
    const [end, length] = [reads.at[index] ?? 0, reads.seconds[index] ?? 0];
    const [counts, said, line] = [reads.counts[index] ?? 0, reads.believed[index] ?? 0, lines[index] ?? 0];
    if (length === 0 || !isBeyondTheDayBefore(end, length, days)) {
      pieces.push({ at: end, seconds: length, counts, believed: said, line });
      continue;
    }
    cut++;
    const believed = length > longestMeasured ? Math.max(said, belief.estimated) : said;
    const begin = began.get(index) ?? end - length;
    let [past, before] = [begin, 0];
    for (let day = days.dayEnding(begin + 1); past < end; day++) {
      const until = Math.min(days.begin(day + 1), end);
      const after = until === end ? counts : Math.round((counts * (until - begin)) / (end - begin));
      pieces.push({ at: until, seconds: until - past, counts: after - before, believed, line });
      [past, before] = [until, after];
    }
  }
  return {
    arrived: {
      ...{ importId, from: 0, to: pieces.length },
      lines: Uint32Array.from(pieces, (piece) => piece.line),
      reads: {
        at: Float64Array.from(pieces, (piece) => piece.at),
        seconds: Float64Array.from(pieces, (piece) => piece.seconds),
        counts: Float64Array.from(pieces, (piece) => piece.counts),
        believed: Uint8Array.from(pieces, (piece) => piece.believed),
      },
    },
    cut,
  };
}

/** Where long intervals of one length overlap, the later begins where the earlier ends: cut into days, they would be one. */
function beginsOfLong({ at, seconds }: Reads): ReadonlyMap<number, number> {
  const begins = new Map<number, number>();
  const ends = new Map<number, number>();
  for (const index of [...at.keys()].sort((one, other) => (at[one] ?? 0) - (at[other] ?? 0))) {
    const [end, length] = [at[index] ?? 0, seconds[index] ?? 0];
    const before = ends.get(length);
    if (before !== undefined && before > end - length && before < end) begins.set(index, before);
    ends.set(length, end);
  }
  return begins;
}
