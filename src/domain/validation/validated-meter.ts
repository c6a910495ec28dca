import { type HourlyUse, hourQuality, type Register, type RegisterRead } from '../metering/index.ts';

/** Everything the rules look at. */
export interface MeterToValidate {
  readonly use: HourlyUse;
  /** The register that is billed by. */
  readonly register: Register;
  /** Its reads that stand and were measured, by hour. */
  readonly reads: readonly ReadAtHour[];
  /** The first hour of the span that has not ended yet: nothing is expected from there on. */
  readonly nowHour: number;
}

/** A register read and the hour of the span in which its day begins; it may lie outside. */
export interface ReadAtHour {
  readonly hour: number;
  readonly read: RegisterRead;
}

export const isMissing = ({ quality }: HourlyUse, hour: number): boolean => quality[hour] === hourQuality.missing;

/** Stretches of hours that `is` holds for, up to `end`; those at most `bridge` hours apart are one. */
export function stretchesWhere(
  end: number,
  is: (hour: number) => boolean,
  bridge = 0,
): { from: number; until: number }[] {
  const found: { from: number; until: number }[] = [];
  for (let hour = 0; hour < end; hour++) {
    if (!is(hour)) continue;
    const last = found.at(-1);
    if (last !== undefined && hour - last.until <= bridge) last.until = hour + 1;
    else found.push({ from: hour, until: hour + 1 });
  }
  return found;
}

/** The sum of the hours' counts. */
export function sumOf({ counts }: HourlyUse, from: number, until: number): number {
  let sum = 0;
  for (let hour = from; hour < until; hour++) sum += counts[hour] ?? 0;
  return sum;
}

/** The mean count of the hours that are known, outside of `except`. */
export function meanCount(use: HourlyUse, except: { readonly from: number; readonly until: number }): number {
  let [sum, known] = [0, 0];
  for (let hour = 0; hour < use.span.hours; hour++) {
    if ((hour >= except.from && hour < except.until) || isMissing(use, hour)) continue;
    sum += use.counts[hour] ?? 0;
    known += 1;
  }
  return known === 0 ? 0 : Math.max(0, sum / known);
}
