import { hourQuality } from '../metering/index.ts';
import type { AccountUse, Hours } from './account-use.ts';

/** Where an account's reads begin and end, over all time: what lies outside is no gap. */
export interface Known {
  readonly firstDay: Temporal.PlainDate;
  readonly lastDay: Temporal.PlainDate;
}

/** Hours without reads. */
export interface Gap extends Hours {
  /** `gap`: reads came before and after. `not-yet`: none came since. */
  readonly kind: 'gap' | 'not-yet';
}

/** The stretches of hours without reads, in order; those before the first day with reads are left out. */
export function gapsOf({ span, quality }: AccountUse, known: Known | undefined): readonly Gap[] {
  if (known === undefined) return [];
  const first = span.dayStart[Math.min(span.days, Math.max(0, span.firstDay.until(known.firstDay).days))] ?? 0;
  const lastDay = span.firstDay.until(known.lastDay).days;
  const gaps: Gap[] = [];
  for (let hour = first; hour < span.hours; ) {
    if (quality[hour] !== hourQuality.missing) {
      hour += 1;
      continue;
    }
    const from = hour;
    while (hour < span.hours && quality[hour] === hourQuality.missing) hour += 1;
    // What reaches past the last day with reads may still come.
    const open = hour === span.hours && lastDay < span.days;
    gaps.push({ from, to: hour, kind: open ? 'not-yet' : 'gap' });
  }
  return gaps;
}
