import type { Problem } from '../kernel/index.ts';
import {
  affectedDays,
  areOfBothKinds,
  type DayHours,
  hoursByDay,
  indexAt,
  reachOfBothKinds,
  reachOfOneKind,
} from './day-windows.ts';
import { hourQuality } from './hour-quality.ts';
import { type HourTally, hourTally, tallyHours } from './hour-tally.ts';
import { conflictProblem, distinctProblems, type MeteredRegister } from './hours-of-reads.ts';
import type { LocalDays } from './local-days.ts';
import { hasOpening, packDay } from './pack-day.ts';
import { compareReads, type ReadTally } from './read-tally.ts';
import {
  type DifferingReads,
  joined,
  mergedReads,
  orderedReads,
  type Reads,
  readsThatDiffer,
  type Said,
} from './reads.ts';
import { openingOf, saidByHours, tellsReads } from './reads-as-hours.ts';
import type { StandingDay } from './standing-day.ts';

/** What the store knows about a day of a meter: the hours that stand, and what each import said where that is kept apart. */
export interface KnownDay {
  readonly day: number;
  readonly standing?: StandingDay;
  readonly said: readonly Said[];
}

export interface ArrivedReads {
  readonly meter: MeteredRegister;
  readonly days: LocalDays;
  /** A higher one is of a newer file. */
  readonly rankOf: (importId: number) => number;
  /** The days around what arrived: `neighbourDays` on both sides that have reads, and all between. */
  readonly known: readonly KnownDay[];
  /** By day number, of one import. */
  readonly arrived: ReadonlyMap<number, Said>;
}

/** Days with reads that must be known before the first and after the last day that arrived. */
export const neighbourDays = 2 * reachOfOneKind;
/** The same of a meter with registers and intervals. */
export const neighbourDaysOfBoth = 2 * reachOfBothKinds;

/** Whether what is known about a meter and what arrives are registers and intervals. */
export function isOfBothKinds(known: readonly KnownDay[], arrived: Reads): boolean {
  const some = [arrived];
  for (const { standing, said } of known) {
    if (said.length > 0) some.push(...said.map((one) => one.reads));
    // Of hours alone no more than which kind they are.
    else if (standing !== undefined && standing.firstLine > 0)
      some.push(hasOpening(standing.hours) ? oneRegister : oneInterval);
  }
  return areOfBothKinds(some);
}

/** The rows to write so that the store says what all its imports together say. */
export interface Settled {
  readonly standing: readonly StandingDay[];
  /** Days between two registers that no longer follow one on the other: nothing stands there any more. */
  readonly cleared: readonly number[];
  readonly said: readonly (Said & { readonly day: number })[];
  /** Days whose reads the hours alone now tell: what was kept of them apart goes. */
  readonly told: readonly number[];
  readonly tally: ReadTally;
  /** What was done to reads of the days that arrived. */
  readonly moved: MovedReads;
  /** Of the rows to write. */
  readonly hours: HourTally;
  readonly problems: readonly Problem[];
}

/** Intervals that a clock's jitter moved, and such whose water was laid into the time that others leave. */
export interface MovedReads {
  snapped: number;
  shared: number;
}

/**
 * Lays what one import says about a meter over what the store knows about it. A pure function whose outcome is the same
 * whatever the order of the imports: of one moment the newest file's read stands, and the hours of a day follow from
 * the reads of that day and of the nearest days with reads.
 */
export function settleMeter({ meter, days, rankOf, known, arrived }: ArrivedReads): Settled {
  const tally: ReadTally = { fresh: 0, changed: 0, duplicate: 0, overtaken: 0 };
  const standing = new Map<number, StandingDay>();
  const said = new Map<number, readonly Said[]>();
  const kept = new Map<number, readonly Said[]>();
  for (const one of known) {
    if (one.standing !== undefined) standing.set(one.day, one.standing);
    const parts = one.said.length > 0 ? one.said : one.standing === undefined ? [] : saidByHours(one.standing, days);
    if (parts.length > 0) said.set(one.day, parts);
    kept.set(one.day, one.said);
  }
  const merged = new Map<number, Reads>();
  const mergedOf = (parts: readonly Said[]) =>
    mergedReads(parts.toSorted((a, b) => rankOf(a.importId) - rankOf(b.importId)).map((part) => part.reads));
  for (const [day, parts] of said) merged.set(day, mergedOf(parts));
  const touched: number[] = [];
  const differing: DifferingReads[] = [];
  for (const [day, part] of arrived) {
    const parts = said.get(day);
    if (parts === undefined) {
      said.set(day, [part]);
      merged.set(day, part.reads);
      tally.fresh += part.reads.at.length;
    } else {
      const same = parts.find((one) => one.importId === part.importId);
      if (same !== undefined) differing.push(...readsThatDiffer([same.reads, part.reads]));
      const together = withPart(parts, part);
      said.set(day, together);
      const after = mergedOf(together);
      compareReads(tally, { arrived: part.reads, before: merged.get(day), after });
      merged.set(day, after);
    }
    touched.push(day);
  }

  const withReads = Uint32Array.from(merged.keys()).sort();
  const reach = areOfBothKinds(merged.values()) ? reachOfBothKinds : reachOfOneKind;
  const affected = affectedDays(withReads, touched, reach);
  const hoursOf = hoursByDay({ meter, days, merged, withReads, affected, reach });
  const problems: Problem[] = [
    ...hoursOf.problems,
    ...differing.map(({ at, seconds, kept, other }) =>
      conflictProblem(meter, { code: 'metering.two-values', at, seconds, kept, other }),
    ),
  ];
  const rows: StandingDay[] = [];
  const moved: MovedReads = { snapped: 0, shared: 0 };
  const tallied = hourTally();
  const cleared: number[] = [];
  const told: number[] = [];
  const saidRows: (Said & { day: number })[] = [];
  for (const day of affected) {
    const hours = hoursOf.of(day);
    const parts = said.get(day) ?? [];
    const reads = merged.get(day);
    problems.push(...hours.problems);
    if (arrived.has(day)) {
      moved.snapped += hours.snapped;
      moved.shared += hours.shared;
    }
    const opening = reads === undefined ? undefined : openingOf({ day, days, withReads, merged });
    const [only] = parts;
    const alone =
      parts.length === 1 && only !== undefined && tellsReads({ hours, reads: only.reads, opening, days, day });
    if (alone) {
      if ((kept.get(day) ?? []).length > 0) told.push(day);
    } else {
      const stored = new Map((kept.get(day) ?? []).map((part) => [part.importId, part]));
      for (const part of parts) if (stored.get(part.importId) !== part) saidRows.push({ ...part, day });
    }
    const row = standingRow(day, {
      hours,
      opening: alone && opening !== undefined && reads?.seconds[0] === 0 ? opening : undefined,
      source: newestOf(parts, rankOf) ?? gapSource(day, { withReads, said, rankOf }),
      isSaid: parts.length > 0,
    });
    if (row === undefined) {
      if (standing.has(day)) cleared.push(day);
    } else if (!sameRow(row, standing.get(day))) {
      rows.push(row);
      tallyHours(tallied, hours.quality);
    }
  }
  return {
    ...{ standing: rows, cleared, said: saidRows, told, tally, moved, hours: tallied },
    problems: distinctProblems(problems),
  };
}

/** What an import says more of a day it has spoken of before (a file in several pieces, or a second run of one). */
function withPart(parts: readonly Said[], part: Said): readonly Said[] {
  const same = parts.find((one) => one.importId === part.importId);
  if (same === undefined) return [...parts, part];
  const reads = orderedReads(joined([same.reads, part.reads]));
  const more: Said = {
    importId: part.importId,
    firstLine: Math.min(same.firstLine, part.firstLine),
    lastLine: Math.max(same.lastLine, part.lastLine),
    reads,
  };
  const isSame = reads.at.length === same.reads.at.length && equalReads(reads, same.reads);
  const isWithin = more.firstLine === same.firstLine && more.lastLine === same.lastLine;
  return isSame && isWithin ? parts : parts.map((one) => (one === same ? more : one));
}

const ofLength = (seconds: number): Reads => ({
  ...{ at: Float64Array.of(0), seconds: Float64Array.of(seconds) },
  ...{ counts: Float64Array.of(0), believed: Uint8Array.of(0) },
});
const [oneRegister, oneInterval] = [ofLength(0), ofLength(3600)];

type DaySource = Pick<StandingDay, 'importId' | 'firstLine' | 'lastLine'>;

function newestOf(parts: readonly Said[], rankOf: (importId: number) => number): DaySource | undefined {
  return parts.reduce<Said | undefined>(
    (newest, part) => (newest === undefined || rankOf(part.importId) > rankOf(newest.importId) ? part : newest),
    undefined,
  );
}

/** Hours between two reads are from the import that said the later one. */
function gapSource(
  day: number,
  known: {
    withReads: Uint32Array;
    said: ReadonlyMap<number, readonly Said[]>;
    rankOf: (importId: number) => number;
  },
): DaySource | undefined {
  const after = known.withReads[indexAt(known.withReads, day)];
  return after === undefined ? undefined : newestOf(known.said.get(after) ?? [], known.rankOf);
}

function standingRow(
  day: number,
  row: { hours: DayHours; opening: number | undefined; source: DaySource | undefined; isSaid: boolean },
): StandingDay | undefined {
  const { hours, opening, source, isSaid } = row;
  if (source === undefined || hours.quality.every((known) => known === hourQuality.missing)) return undefined;
  return {
    day,
    importId: source.importId,
    firstLine: isSaid ? source.firstLine : 0,
    lastLine: isSaid ? source.lastLine : 0,
    hours: packDay(opening === undefined ? hours : { ...hours, opening }),
  };
}

const sameRow = (one: StandingDay, other: StandingDay | undefined): boolean =>
  other !== undefined &&
  one.importId === other.importId &&
  one.firstLine === other.firstLine &&
  one.lastLine === other.lastLine &&
  one.hours.length === other.hours.length &&
  one.hours.every((byte, index) => byte === other.hours[index]);

const equalReads = (one: Reads, other: Reads): boolean =>
  one.at.every(
    (at, index) =>
      at === other.at[index] &&
      one.seconds[index] === other.seconds[index] &&
      one.counts[index] === other.counts[index] &&
      one.believed[index] === other.believed[index],
  );
