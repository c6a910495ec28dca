import { dayNumber, daysIn, exact, isAfter, isBefore } from '../kernel/index.ts';
import type { EstimatedRead } from './estimate-read.ts';
import type { Register } from './register.ts';
import type { RegisterRead } from './register-read.ts';
import { registerUse } from './register-use.ts';

/** A meter with what is known about its counts. */
export interface CountedMeter {
  readonly register: Register;
  readonly installed: { readonly on: Temporal.PlainDate; readonly count: number };
  readonly removed?: { readonly on: Temporal.PlainDate; readonly count: number };
  /** By day. */
  readonly reads: readonly RegisterRead[];
}

/** Two reads further apart than this say nothing of a day between them. */
const maxDaysBetween = 100;

/**
 * What a register showed on a day on which who is served changes: a read of that very day, made from hours or by people;
 * or what ran between the reads on both sides of it, shared out by days. It closes the old account and opens the new, so
 * that no count is on two bills or on none. Undefined where only one side is known.
 */
export function countOnDay(
  { register, installed, removed, reads }: CountedMeter,
  on: Temporal.PlainDate,
): RegisterRead | EstimatedRead | undefined {
  const counted = [{ ...installed, quality: 'measured' as const }, ...reads]
    .concat(removed === undefined ? [] : [{ ...removed, quality: 'measured' as const }])
    .filter(({ quality, fromHours }) => quality !== 'estimated' || fromHours !== undefined)
    .toSorted((a, b) => dayNumber(a.on) - dayNumber(b.on));
  const ofTheDay = counted.findLast((read) => read.on.equals(on));
  if (ofTheDay !== undefined) return ofTheDay;
  const before = counted.findLast((read) => isBefore(read.on, on));
  const after = counted.find((read) => isAfter(read.on, on));
  if (before === undefined || after === undefined) return undefined;
  const days = daysIn({ start: before.on, end: after.on });
  const use = days <= maxDaysBetween ? registerUse({ register, from: before, to: after }) : undefined;
  if (use?.ok !== true) return undefined;
  const until = exact(daysIn({ start: before.on, end: on })).div(days);
  const used = Number(exact(use.value.usedCount).mul(until).floor().n);
  return { on, count: (before.count + used) % 10 ** register.dials, quality: 'estimated', basis: 'between-reads' };
}
