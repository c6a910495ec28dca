import type { HourSpan } from '../metering/index.ts';
import { together, type UsualChances, usualChances } from './hour-chances.ts';
import { countsFor, type KnownFlow, unknown } from './known-flow.ts';
import type { LeakContext } from './leak-context.ts';
import { minUsualDays, type RunningLeak, type UsualHours, usualHours } from './usual-hours.ts';

/** What is usual before an hour, and what is calculated from it when it is first asked for. */
export interface Usual {
  readonly hours: UsualHours;
  readonly chances: () => UsualChances;
  /** With twice, and with three times as many at home. */
  readonly fuller: () => { readonly twice: UsualChances; readonly thrice: UsualChances };
}

function usualOf(hours: UsualHours): Usual {
  const chances = once(() => usualChances(hours));
  const fuller = once(() => {
    const twice = together(chances(), chances());
    return { twice, thrice: together(twice, chances()) };
  });
  return { hours, chances, fuller };
}

/** Hours with what is calculated from them again and again. */
export interface View {
  readonly flow: KnownFlow;
  readonly usualDays: number;
  /** What is usual before an hour: the same for all hours of its day, and for bins of the same size. */
  usual(hour: number, countsABin: number, running: RunningLeak | undefined): Usual | undefined;
}

/** Several rules look at the same hours. */
const kept = new WeakMap<KnownFlow, View>();

/** Windows that follow each other begin on a few days; a year's days are not kept. */
const usualKept = 32;

export function viewOf(flow: KnownFlow, usualDays: number): View {
  const before = kept.get(flow);
  if (before?.usualDays === usualDays) return before;
  const view = newView(flow, usualDays);
  kept.set(flow, view);
  return view;
}

function newView(flow: KnownFlow, usualDays: number): View {
  const { span } = flow;
  const usual = new Map<number, Usual | undefined>();
  let without: RunningLeak | undefined;
  return {
    flow,
    usualDays,
    usual(hour, countsABin, running) {
      if (running !== without || usual.size >= usualKept) usual.clear();
      without = running;
      const day = span.dayOf[hour] ?? 0;
      const key = day * 1024 + countsABin;
      if (usual.has(key)) return usual.get(key);
      const hours = usualHours(flow, { from: Math.max(0, day - usualDays), to: day }, { countsABin, running });
      const found = hours && usualOf(hours);
      usual.set(key, found);
      return found;
    },
  };
}

/** Makes a value when it is first asked for. */
export function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

const keptHours = new WeakMap<KnownFlow, Map<number, Uint16Array>>();

/** Of the hours before each, how many are known to show so many counts or more; several windows ask for the same. */
export function hoursBefore(flow: KnownFlow, min: number): Uint16Array {
  const ofFlow = keptHours.get(flow) ?? new Map<number, Uint16Array>();
  keptHours.set(flow, ofFlow);
  const kept = ofFlow.get(min);
  if (kept !== undefined) return kept;
  const { counts } = flow;
  const hours = new Uint16Array(counts.length + 1);
  let before = 0;
  for (let hour = 0; hour < counts.length; hour += 1) {
    // One where the count is no less, by the sign: which hours flow cannot be foreseen, and an `if` takes twice the time.
    before += (min - 1 - (counts[hour] ?? unknown)) >>> 31;
    hours[hour + 1] = before;
  }
  ofFlow.set(min, hours);
  return hours;
}

/** How many of them lie in some hours. */
export const between = (before: Uint16Array, from: number, to: number): number =>
  (before[to] ?? 0) - (before[from] ?? 0);

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
  readonly hours: number;
  readonly gallonsAnHour: number;
  /** Water must run in so much more of the window than of usual hours. */
  readonly moreFlowing: number;
}

/**
 * Which windows are worth looking at, by the hour after their last. Cheap first: hardly any window of a home without a leak
 * has water in many more hours than usual. Where a leak is known to run, the days before have its water, too.
 */
export function worthLooking(
  { flow, usualDays }: View,
  { hours, gallonsAnHour, moreFlowing }: WorthLooking,
): (end: number, running: RunningLeak | undefined) => boolean {
  const [known, runs] = [hoursBefore(flow, 0), hoursBefore(flow, countsFor(flow, gallonsAnHour))];
  const { dayOf, dayStart } = flow.span;
  return (end, running) => {
    const begin = end - hours;
    if (begin < 0) return false;
    const knownHours = between(known, begin, end);
    if (knownHours === 0 || knownHours < hours * minKnown) return false;
    const share = between(runs, begin, end) / knownHours;
    if (share < minFlowing || running !== undefined) return share >= minFlowing;
    const day = dayOf[begin] ?? 0;
    const [from, to] = [dayStart[Math.max(0, day - usualDays)] ?? 0, dayStart[day] ?? 0];
    return share - between(runs, from, to) / Math.max(1, between(known, from, to)) >= moreFlowing;
  };
}
