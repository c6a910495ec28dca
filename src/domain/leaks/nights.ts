import type { NightHours } from './detector-settings.ts';
import { type KnownFlow, knownCount, unknown } from './known-flow.ts';
import { belowLeak, steadyFlowOf } from './steady-hours.ts';

/** One local night of a span. */
export interface Night {
  /** First hour of the span, and the hour after the last. */
  readonly begin: number;
  readonly end: number;
  /** The count of its lowest hour; `unknown` where too few of its hours are known. */
  readonly min: number;
}

/** With fewer of its hours known, the least of them says little of the least of all. */
const minKnown = 0.75;

/** Two rules look at the same nights. */
const kept = new WeakMap<KnownFlow, NightHours & { readonly nights: readonly Night[] }>();

/** The nights of a span by the clock on the wall: when clocks change, a night of four hours has three, or five. */
export function nightsOf(flow: KnownFlow, hours: NightHours): readonly Night[] {
  const { fromHour, toHour } = hours;
  const before = kept.get(flow);
  if (before?.fromHour === fromHour && before.toHour === toHour) return before.nights;
  const nights = newNights(flow, hours);
  kept.set(flow, { fromHour, toHour, nights });
  return nights;
}

function newNights(flow: KnownFlow, { fromHour, toHour }: NightHours): readonly Night[] {
  const { dayStart, days, hourOfDay } = flow.span;
  return Array.from({ length: days }, (_, day): Night => {
    const until = dayStart[day + 1] ?? 0;
    let begin = dayStart[day] ?? 0;
    while (begin < until && (hourOfDay[begin] ?? 0) < fromHour) begin += 1;
    let end = begin;
    let known = 0;
    let min = Number.POSITIVE_INFINITY;
    for (; end < until && (hourOfDay[end] ?? 0) < toHour; end += 1) {
      const count = knownCount(flow, end);
      if (count === unknown) continue;
      known += 1;
      min = Math.min(min, count);
    }
    return { begin, end, min: known > 0 && known >= (end - begin) * minKnown ? min : unknown };
  });
}

/** Whether an hour of the span is one of the night. */
export const isAtNight =
  ({ span }: KnownFlow, { fromHour, toHour }: NightHours) =>
  (hour: number): boolean => {
    const clock = span.hourOfDay[hour] ?? 0;
    return clock >= fromHour && clock < toHour;
  };

/** Of the known hours of these nights, the share that shows one and the same flow. */
export function steadyNights(flow: KnownFlow, nights: readonly Night[]): number {
  const counts = nights
    .flatMap(({ begin, end }) => Array.from({ length: end - begin }, (_, index) => knownCount(flow, begin + index)))
    .filter((count) => count !== unknown);
  return steadyFlowOf(Int32Array.from(counts), belowLeak).share;
}
