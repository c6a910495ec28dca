import { type Problem, present, type VolumeUnit } from '../kernel/index.ts';
import { belief, type Hours, hourSheet, longestMeasured } from './apportion.ts';
import {
  type ApportionedHours,
  hoursFromIntervals,
  hoursFromRegister,
  layPieces,
  notesOf,
  withoutDoubt,
} from './hours-from-reads.ts';
import { laidOver, type Piece, type Pieces } from './pieces.ts';
import { type Reads, readsOfKind } from './reads.ts';
import { type IntervalConflict, standingIntervals } from './standing-intervals.ts';
import { isRising, type RegisterRules, standingRegister } from './standing-register.ts';

/** A meter as its feed's reads are judged. */
export interface MeteredRegister {
  readonly serial: string;
  readonly rules: RegisterRules;
  /** What its counts are: `10^-decimals` of a unit. */
  readonly channel?: { readonly unit: VolumeUnit; readonly decimals: number };
}

/** The hours of a span from the registers and intervals around it. */
export function hoursOfReads(reads: Reads, span: Hours, meter: MeteredRegister): ApportionedHours {
  const registers = readsOfKind(reads, 'register');
  const intervals = readsOfKind(reads, 'interval');
  const { serial, rules } = meter;
  const hours =
    intervals.at.length === 0
      ? hoursFromRegister({ ...registers, serial }, span, rules)
      : registers.at.length === 0
        ? hoursFromIntervals(intervals, span)
        : hoursOfBoth({ registers, intervals }, span, meter);
  if (hours.conflicts.length === 0) return hours;
  return { ...hours, problems: [...hours.problems, ...hours.conflicts.map((one) => conflictProblem(meter, one))] };
}

/** Register and intervals of a meter tell about the same water. */
interface BothReads {
  readonly registers: Reads;
  readonly intervals: Reads;
}

/**
 * The intervals, and in the time that they leave what the register says beyond them, so that the hours between two
 * registers add up to its rise. What was measured goes before what is estimated, and a short time before a long one. Where
 * the intervals leave no time and add up to something else by a whole unit, they stand, and both values are told.
 */
function hoursOfBoth({ registers, intervals }: BothReads, span: Hours, meter: MeteredRegister): ApportionedHours {
  const sheet = hourSheet(span);
  const stood = standingIntervals(intervals);
  const { stretches, dropped, problems } = standingRegister({ ...registers, serial: meter.serial }, meter.rules);
  const isFine = ({ believed, from, to }: Piece) => believed < belief.estimated && to - from <= longestMeasured;
  const byLength = (one: Piece, other: Piece) => one.to - one.from - (other.to - other.from) || one.from - other.from;
  let pieces: Pieces = stood.pieces.filter(isFine);
  const later: (readonly [kind: 'register' | 'interval', piece: Piece])[] = [
    ...stretches.filter(isFine).map((piece) => ['register', piece] as const),
    ...[
      ...stretches.filter((piece) => !isFine(piece)).map((piece) => ['register', piece] as const),
      ...stood.pieces.filter((piece) => !isFine(piece)).map((piece) => ['interval', piece] as const),
    ].sort(([, one], [, other]) => byLength(one, other)),
  ];
  const differing: IntervalConflict[] = [];
  for (const [kind, piece] of later) {
    const over = laidOver(pieces, piece, { jitter: 0, shares: 'all' });
    const seconds = piece.to - piece.from;
    const isRegister = kind === 'register' && piece.believed < belief.suspect;
    if (over.differs !== undefined && (isRegister || kind === 'interval')) {
      differing.push({ code: 'metering.register-differs', at: piece.to, seconds, ...over.differs });
    }
    if (over.pieces.length > 0) pieces = [...pieces, ...over.pieces].sort((a, b) => a.from - b.from);
  }
  layPieces(sheet, pieces);
  const conflicts = [...stood.conflicts, ...byAWholeUnit(differing, meter)];
  return { ...withoutDoubt(sheet), dropped, problems, ...notesOf({ ...stood, conflicts }, intervals, span) };
}

/** A register that counts whole units differs by a part of one from intervals that count finer. */
const byAWholeUnit = (conflicts: readonly IntervalConflict[], { channel }: MeteredRegister): IntervalConflict[] =>
  conflicts.filter(({ kept, other }) => Math.abs(other - kept) >= 10 ** (channel?.decimals ?? 0));

/** Two values of one time as a problem that names both. */
export function conflictProblem(meter: MeteredRegister, { code, at, seconds, kept, other }: IntervalConflict): Problem {
  const moment = (epoch: number) =>
    `${Temporal.Instant.fromEpochMilliseconds(Math.trunc(epoch) * 1000)
      .toString()
      .slice(0, 16)}Z`;
  return {
    code,
    params: {
      ...{ serial: meter.serial, from: moment(at - seconds), on: moment(at) },
      ...{ kept: writtenCounts(meter, kept), other: writtenCounts(meter, other) },
      ...present({ unit: meter.channel?.unit }),
    },
  };
}

/** Counts in the channel's unit: `105`, `7.48`. */
export function writtenCounts({ channel }: MeteredRegister, counts: number): string {
  const { decimals = 0, unit = '' } = channel ?? {};
  return `${(counts / 10 ** decimals).toFixed(decimals)}${unit === '' ? '' : ` ${unit}`}`;
}

/**
 * Whether the hours of these reads can be had in one pass: registers that only rise, or intervals that do not overlap.
 * Then a day's hours do not depend on how far the window around it reaches.
 */
export function isTidy(reads: Reads): boolean {
  const { at, seconds } = reads;
  const length = seconds[0] ?? 0;
  for (let index = 1; index < at.length; index++) {
    const [before, now, mine] = [at[index - 1] ?? 0, at[index] ?? 0, seconds[index] ?? 0];
    if ((mine === 0) !== (length === 0) || now - mine < before) return false;
  }
  return length > 0 || isRising(reads);
}

/** Problems of overlapping windows, each once. */
export const distinctProblems = (problems: readonly Problem[]): Problem[] => [
  ...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values(),
];
