import type { HourSpan } from '../metering/index.ts';
import { countsFor, type KnownFlow, knownCount } from './known-flow.ts';
import type { LeakContext } from './leak-context.ts';
import { minUsualDays, type RunningLeak, type UsualHours, usualHours } from './usual-hours.ts';

/** Hours with what is calculated from them again and again. */
export interface View {
  readonly flow: KnownFlow;
  /** What is usual before an hour: the same for all hours of its day, and for bins of the same size. */
  usual(hour: number, countsABin: number, running: RunningLeak | undefined): UsualHours | undefined;
  /** Of the hours before each, how many are known. */
  readonly known: Int32Array;
  /** And in how many at least so many counts run. */
  flowing(min: number): Int32Array;
}

export function viewOf(flow: KnownFlow, usualDays: number): View {
  const { span } = flow;
  const usual = new Map<number, UsualHours | undefined>();
  let without: RunningLeak | undefined;
  const flowing = new Map<number, Int32Array>();
  return {
    flow,
    known: hoursBefore(flow, 0),
    flowing(min) {
      const known = flowing.get(min) ?? hoursBefore(flow, min);
      flowing.set(min, known);
      return known;
    },
    usual(hour, countsABin, running) {
      if (running !== without) usual.clear();
      without = running;
      const day = span.dayOf[hour] ?? 0;
      const key = day * 1024 + countsABin;
      if (!usual.has(key)) {
        usual.set(key, usualHours(flow, { from: Math.max(0, day - usualDays), to: day }, { countsABin, running }));
      }
      return usual.get(key);
    },
  };
}

/** Of the hours before each, how many are known to show so many counts or more. */
function hoursBefore(flow: KnownFlow, min: number): Int32Array {
  const hours = new Int32Array(flow.span.hours + 1);
  let before = 0;
  for (let hour = 0; hour < flow.span.hours; hour += 1) {
    if (knownCount(flow, hour) >= min) before += 1;
    hours[hour + 1] = before;
  }
  return hours;
}

/** The first window that has days before it, and was not looked at, ends here; windows end at the same hours whatever the span. */
export function firstEnd({ span }: KnownFlow, { lookFrom }: LeakContext, hoursApart: number): number {
  const known = span.dayStart[Math.min(span.days, minUsualDays)] ?? 0;
  const from = lookFrom === undefined ? known : Math.max(known, hourAt(span, lookFrom));
  return from + ((hoursApart - ((span.startHour + from) % hoursApart)) % hoursApart);
}

const hourAt = (span: HourSpan, at: Temporal.Instant): number =>
  Math.floor(at.epochMilliseconds / 3_600_000) - span.startHour;

export function runningBefore(flow: KnownFlow, { leak }: LeakContext): RunningLeak | undefined {
  return leak && { begin: Math.max(0, hourAt(flow.span, leak.since)), rate: leak.gallonsAnHour / flow.gallonsACount };
}

export interface Hours {
  readonly begin: number;
  readonly end: number;
}

/** With more of a window's hours unknown, the others say little. */
const minKnown = 0.85;

/** In half of a window at least a flow runs of which it is to be told. */
const minFlowing = 0.5;

export interface WorthLooking {
  readonly gallonsAnHour: number;
  readonly usualDays: number;
  /** Water must run in so much more of the window than of usual hours. */
  readonly moreFlowing: number;
  readonly running: RunningLeak | undefined;
}

/**
 * Cheap first: hardly any window of a home without a leak has water in many more hours than usual. Where a leak is known to
 * run, the days before have its water, too.
 */
export function isWorthLooking(
  { flow, known, flowing }: View,
  { begin, end }: Hours,
  { gallonsAnHour, usualDays, moreFlowing, running }: WorthLooking,
): boolean {
  const between = (hours: Int32Array, from: number, to: number): number => (hours[to] ?? 0) - (hours[from] ?? 0);
  const hours = begin < 0 ? 0 : between(known, begin, end);
  if (hours === 0 || hours < (end - begin) * minKnown) return false;
  const runs = flowing(countsFor(flow, gallonsAnHour));
  const share = between(runs, begin, end) / hours;
  if (share < minFlowing || running !== undefined) return share >= minFlowing;
  const { dayOf, dayStart } = flow.span;
  const day = dayOf[begin] ?? 0;
  const [from, to] = [dayStart[Math.max(0, day - usualDays)] ?? 0, dayStart[day] ?? 0];
  return share - between(runs, from, to) / Math.max(1, between(known, from, to)) >= moreFlowing;
}
