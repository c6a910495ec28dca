import { daysIn, overlap, type Period } from '../kernel/index.ts';

/** Something of an account that runs from a day, and may have ended. */
export interface Span {
  readonly fromOn: Temporal.PlainDate;
  /** The first day without it. */
  readonly endsOn?: Temporal.PlainDate;
}

/** On how many days of a bill's period it ran. */
export function daysOf({ fromOn, endsOn }: Span, period: Period): number {
  const both = overlap(period, endsOn === undefined ? { start: fromOn } : { start: fromOn, end: endsOn });
  return both === undefined ? 0 : daysIn(both);
}
