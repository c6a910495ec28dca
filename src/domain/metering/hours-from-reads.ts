import type { Problem } from '../kernel/index.ts';
import {
  belief,
  type HourSheet,
  type Hours,
  hourSheet,
  layHour,
  layStretch,
  longestMeasured,
  qualityOfHours,
} from './apportion.ts';
import type { Pieces } from './pieces.ts';
import {
  areApart,
  type IntervalConflict,
  type IntervalReads,
  type StandingIntervals,
  standingIntervals,
} from './standing-intervals.ts';
import {
  beliefBetween,
  isRising,
  type RegisterReads,
  type RegisterRules,
  standingRegister,
} from './standing-register.ts';

/** One meter's use by UTC hour, as a `HourSpan`'s hours lie. */
export interface ApportionedHours {
  readonly counts: Int32Array;
  readonly quality: Uint8Array;
  /** Reads that do not stand: repeated times, dips and peaks. */
  readonly dropped: number;
  readonly problems: readonly Problem[];
  /** Intervals that cannot be true together. */
  readonly conflicts: readonly IntervalConflict[];
  /** Intervals that were moved by a clock's jitter, and such whose water was laid into the time that others leave. */
  readonly snapped: number;
  readonly shared: number;
}

/**
 * The use of each hour from a register read at any minute: the register runs evenly from read to read, and the count at
 * each hour's end is rounded to a whole one. The hours add up to the register's rise exactly (`standingRegister` says
 * what happens where it does not rise). An hour that the reads cover in part holds what ran in that part, estimated:
 * give the last read before along with the new ones.
 */
export function hoursFromRegister(reads: RegisterReads, span: Hours, rules: RegisterRules): ApportionedHours {
  const sheet = hourSheet(span);
  if (isRising(reads)) {
    layRising(sheet, reads, rules);
    return withoutDoubt(sheet);
  }
  const { stretches, dropped, problems } = standingRegister(reads, rules);
  for (const stretch of stretches) layStretch(sheet, stretch);
  return { ...withoutDoubt(sheet), dropped, problems };
}

/** The same without a list of what stands, and an hour from hour to hour at once: a quarter of the time. */
function layRising(sheet: HourSheet, reads: RegisterReads, rules: RegisterRules): void {
  const { at, counts } = reads;
  for (let next = 1; next < at.length; next += 1) {
    const [from, to] = [at[next - 1] ?? 0, at[next] ?? 0];
    const rise = (counts[next] ?? 0) - (counts[next - 1] ?? 0);
    const believed = beliefBetween(reads, rules, { a: next - 1, b: next });
    if (to - from === 3600 && from % 3600 === 0) layHour(sheet, { from, counts: rise, believed });
    else layStretch(sheet, { from, to, counts: rise, believed });
  }
}

/**
 * The use of each hour from intervals of any length and any minute, shared evenly over each interval and added up
 * exactly; `standingIntervals` says what stands where they lie over each other.
 */
export function hoursFromIntervals(reads: IntervalReads, span: Hours): ApportionedHours {
  const sheet = hourSheet(span);
  if (!areApart(reads)) {
    const stood = standingIntervals(reads);
    layPieces(sheet, stood.pieces);
    return { ...withoutDoubt(sheet), ...notesOf(stood, reads, span) };
  }
  for (let index = 0; index < reads.at.length; index += 1) {
    const to = reads.at[index] ?? 0;
    const from = to - (reads.seconds[index] ?? 0);
    const counts = reads.counts[index] ?? 0;
    const said = reads.believed?.[index] ?? 0;
    const believed = to - from > longestMeasured ? Math.max(said, belief.estimated) : said;
    if (to - from === 3600 && from % 3600 === 0) layHour(sheet, { from, counts, believed });
    else layStretch(sheet, { from, to, counts, believed });
  }
  return withoutDoubt(sheet);
}

/** Lays pieces that may be hours onto a sheet. */
export function layPieces(sheet: HourSheet, pieces: Pieces): void {
  for (const piece of pieces) {
    if (piece.to - piece.from === 3600 && piece.from % 3600 === 0) layHour(sheet, piece);
    else layStretch(sheet, piece);
  }
}

export const withoutDoubt = (sheet: HourSheet): ApportionedHours => ({
  ...{ counts: sheet.counts, quality: qualityOfHours(sheet), dropped: 0 },
  ...{ problems: [], conflicts: [], snapped: 0, shared: 0 },
});

/** What happened to the reads that close hours of the span: windows around days lie over each other. */
export function notesOf(
  { snapped, shared, conflicts }: StandingIntervals,
  { at }: IntervalReads,
  span: Hours,
): Pick<ApportionedHours, 'snapped' | 'shared' | 'conflicts'> {
  const isWithin = (moment: number) => moment > span.startHour * 3600 && moment <= (span.startHour + span.hours) * 3600;
  const within = (indices: readonly number[]) => indices.filter((index) => isWithin(at[index] ?? 0)).length;
  return {
    snapped: within(snapped),
    shared: within(shared),
    conflicts: conflicts.filter((conflict) => isWithin(conflict.at)),
  };
}
