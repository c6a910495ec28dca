import type { Problem } from '../kernel/index.ts';
import type { Hours } from './apportion.ts';
import { hourQuality } from './hour-quality.ts';
import { type ApportionedHours, hoursFromIntervals, hoursFromRegister } from './hours-from-reads.ts';
import { type Reads, readsOfKind } from './reads.ts';
import { isRising, type RegisterRules } from './standing-register.ts';

/** The hours of a span from the registers and intervals around it; where both say an hour, the better known one stands. */
export function hoursOfReads(reads: Reads, span: Hours, meter: MeteredRegister): ApportionedHours {
  const registers = readsOfKind(reads, 'register');
  const intervals = readsOfKind(reads, 'interval');
  const { serial, rules } = meter;
  if (intervals.at.length === 0) return hoursFromRegister({ ...registers, serial }, span, rules);
  if (registers.at.length === 0) return hoursFromIntervals(intervals, span);
  const one = hoursFromIntervals(intervals, span);
  const other = hoursFromRegister({ ...registers, serial }, span, rules);
  for (let hour = 0; hour < span.hours; hour++) {
    const [a, b] = [one.quality[hour] ?? hourQuality.missing, other.quality[hour] ?? hourQuality.missing];
    if ((worth[a] ?? 0) >= (worth[b] ?? 0)) continue;
    one.counts[hour] = other.counts[hour] ?? 0;
    one.quality[hour] = b;
  }
  return { ...one, dropped: one.dropped + other.dropped, problems: other.problems };
}

/** A meter as its feed's reads are judged. */
export interface MeteredRegister {
  readonly serial: string;
  readonly rules: RegisterRules;
}

/** By quality: how well an hour is known. */
const worth = new Uint8Array(5);
worth[hourQuality.measured] = 4;
worth[hourQuality.edited] = 3;
worth[hourQuality.estimated] = 2;
worth[hourQuality.suspect] = 1;

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
  return length > 0 || isRising({ ...reads, serial: '' });
}

/** Problems of overlapping windows, each once. */
export const distinctProblems = (problems: readonly Problem[]): Problem[] => [
  ...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values(),
];
