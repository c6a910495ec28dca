import type { Problem } from '../kernel/index.ts';
import { hoursOfReads, isTidy, type MeteredRegister } from './hours-of-reads.ts';
import type { LocalDays } from './local-days.ts';
import { joined, type Reads } from './reads.ts';

/** How many days with reads before and after a day its hours depend on, where a meter has reads of one kind. */
export const reachOfOneKind = 1;
/** The same where it has registers and intervals: a register read every second day tells what the intervals lack. */
export const reachOfBothKinds = 2;

/** Whether there are registers and intervals among the reads. */
export function areOfBothKinds(some: Iterable<Reads>): boolean {
  let [registers, intervals] = [false, false];
  for (const { seconds } of some) {
    for (const length of seconds) {
      if (length === 0) registers = true;
      else intervals = true;
    }
    if (registers && intervals) return true;
  }
  return false;
}

/** The days whose hours may change: those touched, the nearest days with reads, and the days between, however many. */
export function affectedDays(withReads: Uint32Array, touched: readonly number[], reach: number): number[] {
  const affected = new Set<number>();
  for (const day of touched) {
    const place = indexAt(withReads, day);
    const before = withReads[Math.max(0, place - reach)] === day ? undefined : withReads[Math.max(0, place - reach)];
    const after = place + 1 < withReads.length ? withReads[Math.min(withReads.length - 1, place + reach)] : undefined;
    // An interval reaches into the day before.
    const [from, to] = [before ?? day - 1, after ?? day];
    for (let one = from; one <= to; one++) affected.add(one);
  }
  return [...affected].sort((a, b) => a - b);
}

/** Where `day` stands among ascending days, or would stand. */
export function indexAt(sorted: Uint32Array, day: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < day) low = middle + 1;
    else high = middle;
  }
  return low;
}

export interface DayHours {
  readonly counts: Int32Array;
  readonly quality: Uint8Array;
  readonly problems: readonly Problem[];
  readonly snapped: number;
  readonly shared: number;
}

const nothingDone = { problems: [], snapped: 0, shared: 0 } as const;

interface DaysToSettle {
  readonly meter: MeteredRegister;
  readonly days: LocalDays;
  readonly merged: ReadonlyMap<number, Reads>;
  readonly withReads: Uint32Array;
  readonly affected: readonly number[];
  readonly reach: number;
}

/** In one pass where the reads are tidy, as nearly all are; else each day from the window of reads around it. */
export function hoursByDay(settled: DaysToSettle): { of: (day: number) => DayHours; problems: readonly Problem[] } {
  const { meter, days, merged, withReads, affected } = settled;
  const all = joined(Array.from(withReads, (day) => merged.get(day)).filter((reads) => reads !== undefined));
  const [first, last] = [affected[0], affected.at(-1)];
  if (first !== undefined && last !== undefined && isTidy(all)) {
    const startHour = days.begin(first) / 3600;
    const hours = hoursOfReads(all, { startHour, hours: days.begin(last + 1) / 3600 - startHour }, meter);
    const slice = (day: number) =>
      [days.begin(day) / 3600 - startHour, days.begin(day + 1) / 3600 - startHour] as const;
    return {
      problems: hours.problems,
      of: (day) => {
        const [from, to] = slice(day);
        return { counts: hours.counts.subarray(from, to), quality: hours.quality.subarray(from, to), ...nothingDone };
      },
    };
  }
  return {
    problems: [],
    of: (day) => {
      const startHour = days.begin(day) / 3600;
      const span = { startHour, hours: days.begin(day + 1) / 3600 - startHour };
      return hoursOfReads(windowAround(day, settled), span, meter);
    },
  };
}

/** The reads on which a day's hours depend: its own and those of the nearest days with reads. */
function windowAround(day: number, { merged, withReads, reach }: DaysToSettle): Reads {
  const place = indexAt(withReads, day);
  const isOwn = withReads[place] === day;
  const near = withReads.subarray(Math.max(0, place - reach), place + reach + (isOwn ? 1 : 0));
  return joined(Array.from(near, (one) => merged.get(one)).filter((reads) => reads !== undefined));
}
