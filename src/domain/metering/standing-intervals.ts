import { belief, isTooMuch, longestMeasured } from './apportion.ts';
import { laidOver, type Piece, type Pieces } from './pieces.ts';

/** Use by interval, sorted by the interval's end; the arrays are as long as each other. */
export interface IntervalReads {
  /** Epoch seconds of each interval's end. */
  readonly at: Float64Array;
  readonly seconds: Float64Array;
  readonly counts: Float64Array;
  readonly believed?: Uint8Array;
}

/** What was done to intervals so that no water is counted twice and none is lost. */
export interface StandingIntervals {
  /** By time, none over another. */
  readonly pieces: Pieces;
  /** Reads whose time was moved by no more than a clock's jitter. */
  readonly snapped: readonly number[];
  /** Reads whose water was laid into the time that other intervals leave of theirs. */
  readonly shared: readonly number[];
  /** What cannot be true together, or not at all. */
  readonly conflicts: readonly IntervalConflict[];
}

/** Two values of one time, or one that no hour can hold. */
export interface IntervalConflict {
  readonly code:
    | 'metering.two-values'
    | 'metering.sum-differs'
    | 'metering.register-differs'
    | 'metering.use-too-large';
  /** Epoch seconds of its end. */
  readonly at: number;
  readonly seconds: number;
  readonly kept: number;
  readonly other: number;
}

/** Seconds by which the ends of an interval may lie off: five minutes of an hour. */
export const jitterOf = (seconds: number): number => Math.min(300, Math.floor(seconds / 12));

/**
 * Intervals as they stand beside each other, whatever the order of their files:
 *
 * - one that begins before the one before it has ended holds what ran since then: clocks jitter, and a feed counts from
 *   read to read. By more than jitter, its hours are estimated;
 * - of two of one length that end within the jitter the later stands: it is the same read again. Another value is told;
 * - one that holds shorter ones holds their sum; what it says beyond that ran in the time they leave. Where they leave
 *   none, or it says less than they do, they stand, and both values are told.
 */
export function standingIntervals(reads: IntervalReads): StandingIntervals {
  const { at, seconds, counts } = reads;
  const found = { snapped: [] as number[], shared: [] as number[], conflicts: [] as IntervalConflict[] };
  const byLength = Map.groupBy(at.keys(), (index) => seconds[index] ?? 0);
  const lengths = [...byLength.keys()].sort((a, b) => a - b);
  let pieces: Piece[] = [];
  for (const length of lengths) {
    const laid: Piece[] = [];
    let before = Number.NEGATIVE_INFINITY;
    for (const index of standing(byLength.get(length) ?? [], reads, found.conflicts)) {
      const to = at[index] ?? 0;
      const from = to - length;
      const count = counts[index] ?? 0;
      const whole = { from: Math.max(from, before), to, counts: count };
      before = to;
      if (isTooMuch(whole)) {
        found.conflicts.push({ code: 'metering.use-too-large', at: to, seconds: length, kept: 0, other: count });
        continue;
      }
      const jitter = jitterOf(length);
      const cut = whole.from - from;
      if (cut > 0) (cut <= jitter ? found.snapped : found.shared).push(index);
      const said = reads.believed?.[index] ?? 0;
      const isRough = length > longestMeasured || cut > jitter;
      const believed = isRough ? Math.max(said, belief.estimated) : said;
      const over = laidOver(pieces, { ...whole, believed }, { jitter, shares: 'held' });
      if (over.differs !== undefined) {
        const { kept, other } = over.differs;
        found.conflicts.push({ code: 'metering.sum-differs', at: to, seconds: length, kept, other });
      } else if (over.beside > 0 && cut <= jitter) (over.beside <= jitter ? found.snapped : found.shared).push(index);
      laid.push(...over.pieces);
    }
    pieces = laid.length === 0 ? pieces : [...pieces, ...laid].sort((a, b) => a.from - b.from);
  }
  return { pieces, ...found };
}

/** The intervals of one length that are no repetition, by their end. */
function* standing(
  indices: readonly number[],
  { at, seconds, counts }: IntervalReads,
  conflicts: IntervalConflict[],
): Generator<number> {
  for (const [place, index] of indices.entries()) {
    const next = indices[place + 1];
    const [end, length] = [at[index] ?? 0, seconds[index] ?? 0];
    if (length <= 0) continue;
    if (next === undefined || (at[next] ?? 0) - end > jitterOf(length)) {
      yield index;
      continue;
    }
    const [kept, other] = [counts[next] ?? 0, counts[index] ?? 0];
    if (kept !== other) conflicts.push({ code: 'metering.two-values', at: end, seconds: length, kept, other });
  }
}

/** Whether intervals by their end, none over another and none too large, are simply what they say. */
export function areApart({ at, seconds, counts }: IntervalReads): boolean {
  let through = Number.NEGATIVE_INFINITY;
  for (let index = 0; index < at.length; index += 1) {
    const to = at[index] ?? 0;
    const from = to - (seconds[index] ?? 0);
    if (from < through || from >= to || isTooMuch({ from, to, counts: counts[index] ?? 0 })) return false;
    through = to;
  }
  return true;
}
