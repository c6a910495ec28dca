import type { HourSpan } from '../../../domain/metering/index.ts';

/** The hours that events are poured into, in gallons. */
export interface FlowSheet {
  readonly span: HourSpan;
  readonly gallons: Float64Array;
}

export const flowSheet = (span: HourSpan): FlowSheet => ({ span, gallons: new Float64Array(span.hours) });

/** Where a clock time of a day lies among the hours; on the days on which the clock changes, by the hours that exist. */
export function clockTime(span: HourSpan, day: number, clock: number): number {
  const begin = span.dayStart[day] ?? 0;
  const length = (span.dayStart[day + 1] ?? begin) - begin;
  // The clock changes at night: what is later in the day keeps its distance to the midnight that follows.
  return clock < 3 ? begin + clock : begin + length - 24 + clock;
}

/** Pours `gallons` evenly over `hours` from `at`, both in hours of the span; what falls outside the span is left out. */
export function pour(
  { gallons: sheet }: FlowSheet,
  { at, hours, gallons }: { readonly at: number; readonly hours: number; readonly gallons: number },
): void {
  const first = Math.floor(at);
  const until = at + hours;
  if (first >= 0 && until <= first + 1) {
    if (first < sheet.length) sheet[first] = (sheet[first] ?? 0) + gallons;
    return;
  }
  for (let hour = Math.max(0, first); hour < until && hour < sheet.length; hour += 1) {
    const share = (Math.min(until, hour + 1) - Math.max(at, hour)) / hours;
    if (share > 0) sheet[hour] = (sheet[hour] ?? 0) + gallons * share;
  }
}
