import type { HourSpan } from '../metering/index.ts';
import type { AddedFlowRule, AddedFlowWindow, ApplianceRule } from './detector-settings.ts';
import { countsFor, type KnownFlow, knownCount, knownCounts } from './known-flow.ts';
import type { DailyWeather, LeakContext } from './leak-context.ts';
import { leakEvidence } from './leak-evidence.ts';
import { isSteady } from './steady-hours.ts';
import { joined, type Stretch } from './stretch.ts';
import { binFor, lowestOfRate, minUsualDays, type RunningLeak, type UsualHours, usualHours } from './usual-hours.ts';

/** A window ends at each third hour: it costs a third, and two hours at most. */
const hoursApart = 3;

/** With more of a window's hours unknown, the others say little. */
const minKnown = 0.85;

/** Water must run in so much more of a window than of usual hours, and in half of it, before it is looked at: nine in ten are not. */
const moreFlowing = 0.1;
const minFlowing = 0.5;

/** So much of a window shows the flow alone, and no more than that lies below it. */
const minAlone = 0.3;
const maxBelow = 0.55;

/** Rates this much apart are tried: between them a leak looks like either. */
const stepOfRates = 1.08;

/** A leak is over when so many hours have said nothing of it. */
const overAfter = 48;

/** So many counts an hour are a flow that the register counts finely: one of them more or less is no other flow. */
const fineCounts = 20;

/** Shorter than this, water that runs or rests is the household's. */
const hoursOnEnd = 3;

/** What rests for more of a window than this may be an appliance. */
const restsAsAppliance = 0.12;

/** A home that has lived through so many frosty days of the usual ones has shown what runs in its frost. */
const frostyDaysKnown = 10;

/**
 * A flow added to what the meter shows at these hours of the clock otherwise: a leak, at night or by day, with pauses or
 * without, in a home whose own last weeks are known. What is usual is taken from the days before each window, without what
 * a leak already found has added to them. What little runs in frost counts where the days before show the home's own.
 */
export function addedFlow(
  { flow, leaking, isFrost }: FlowInFrost,
  rule: AddedFlowRule,
  context: LeakContext,
): Stretch[] {
  const { span } = flow;
  const first = firstEnd(flow, context);
  if (first > span.hours) return [];
  const inFrost = viewOf(flow, rule);
  const elsewise = leaking === flow ? inFrost : viewOf(leaking, rule);
  const viewAt = (hour: number): View => (isFrostKnown(span, hour, { rule, isFrost }) ? inFrost : elsewise);
  const found: Stretch[] = [];
  let running = runningBefore(flow, context);
  let lastSeen = first;
  for (let end = first; end <= span.hours; end += hoursApart) {
    const added = strongest(
      rule.windows
        .flatMap((window) => addedIn(viewAt(end - window.hours), end, { window, rule, running }) ?? [])
        .filter((one) => !isAppliance(flow, one, rule, context.weather)),
    );
    if (added !== undefined) {
      found.push(stretchOf(flow, added));
      lastSeen = end;
      running ??= { begin: added.begin, rate: added.rate };
    } else if (end - lastSeen > overAfter) running = undefined;
  }
  return joined(found);
}

/** A meter's hours, the same without what little runs in frost, and which days of the span are frosty. */
export interface FlowInFrost {
  readonly flow: KnownFlow;
  readonly leaking: KnownFlow;
  readonly isFrost: (day: number) => boolean;
}

function isFrostKnown(
  span: HourSpan,
  hour: number,
  { rule, isFrost }: { readonly rule: AddedFlowRule; readonly isFrost: (day: number) => boolean },
): boolean {
  const until = span.dayOf[Math.max(0, hour)] ?? 0;
  let frosty = 0;
  for (let day = Math.max(0, until - rule.usualDays); day < until; day += 1) if (isFrost(day)) frosty += 1;
  return frosty >= frostyDaysKnown;
}

interface Hours {
  readonly begin: number;
  readonly end: number;
}

/** A flow as a window shows it, in counts. */
interface AddedFlow extends Hours {
  readonly window: AddedFlowWindow;
  readonly rate: number;
  readonly evidence: number;
  /** Of the window's known hours, the share that lies below it. */
  readonly below: number;
}

const strongest = (flows: readonly AddedFlow[]): AddedFlow | undefined =>
  flows.reduce<AddedFlow | undefined>((best, one) => (best && best.evidence >= one.evidence ? best : one), undefined);

/** The first window that has days before it, and was not looked at, ends here; windows end at the same hours whatever the span. */
function firstEnd({ span }: KnownFlow, { lookFrom }: LeakContext): number {
  const known = span.dayStart[Math.min(span.days, minUsualDays)] ?? 0;
  const from = lookFrom === undefined ? known : Math.max(known, hourAt(span, lookFrom));
  return from + ((hoursApart - ((span.startHour + from) % hoursApart)) % hoursApart);
}

const hourAt = (span: HourSpan, at: Temporal.Instant): number =>
  Math.floor(at.epochMilliseconds / 3_600_000) - span.startHour;

function runningBefore(flow: KnownFlow, { leak }: LeakContext): RunningLeak | undefined {
  return leak && { begin: Math.max(0, hourAt(flow.span, leak.since)), rate: leak.gallonsAnHour / flow.gallonsACount };
}

/** Hours with what is calculated from them again and again. */
interface View {
  readonly flow: KnownFlow;
  /** What is usual before an hour: the same for all hours of its day, and for flows of about the same size. */
  usual(hour: number, rate: number, running: RunningLeak | undefined): UsualHours | undefined;
  /** Of the hours before each, how many are known. */
  readonly known: Int32Array;
  /** And in how many at least so many counts run. */
  flowing(min: number): Int32Array;
}

function viewOf(flow: KnownFlow, { usualDays }: AddedFlowRule): View {
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
    usual(hour, rate, running) {
      if (running !== without) usual.clear();
      without = running;
      const day = span.dayOf[hour] ?? 0;
      const countsABin = binFor(rate);
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

/**
 * Cheap first: hardly any window of a home without a leak has water in many more hours than usual. Where a leak is known to
 * run, the days before have its water, too.
 */
function isWorthLooking(
  { flow, known, flowing }: View,
  { begin, end }: Hours,
  { window, rule, running }: Look,
): boolean {
  const between = (hours: Int32Array, from: number, to: number): number => (hours[to] ?? 0) - (hours[from] ?? 0);
  const hours = begin < 0 ? 0 : between(known, begin, end);
  if (hours === 0 || hours < (end - begin) * minKnown) return false;
  const runs = flowing(countsFor(flow, window.gallonsAnHour));
  const share = between(runs, begin, end) / hours;
  if (share < minFlowing || running !== undefined) return share >= minFlowing;
  const { dayOf, dayStart } = flow.span;
  const day = dayOf[begin] ?? 0;
  const [from, to] = [dayStart[Math.max(0, day - rule.usualDays)] ?? 0, dayStart[day] ?? 0];
  return share - between(runs, from, to) / Math.max(1, between(known, from, to)) >= moreFlowing;
}

interface Look {
  readonly window: AddedFlowWindow;
  readonly rule: AddedFlowRule;
  readonly running: RunningLeak | undefined;
}

/** The flow that the hours of a window make likeliest, if they do enough: each that shows alone in many of them is tried. */
function addedIn(view: View, end: number, look: Look): AddedFlow | undefined {
  const { window, rule, running } = look;
  const { flow } = view;
  const begin = end - window.hours;
  if (!isWorthLooking(view, { begin, end }, look)) return undefined;
  const counts = knownCounts(flow, begin, end).sort();
  const [min, hose] = [window.gallonsAnHour / flow.gallonsACount, rule.hoseGallonsAnHour / flow.gallonsACount];
  const flows: AddedFlow[] = [];
  let tried = 0;
  let [from, until] = [0, 0];
  for (let index = 0; index < counts.length * maxBelow; index += 1) {
    const base = counts[index] ?? 0;
    if (base + 1 < min || base <= tried * stepOfRates) continue;
    tried = base;
    // Sorted, those that show it alone lie side by side: two ends that only move on, not a look at all for each rate.
    until = Math.max(until, index);
    while (!isSteady(counts[from] ?? base, base)) from += 1;
    while (isSteady(counts[until] ?? Number.NaN, base)) until += 1;
    if (until - from < counts.length * minAlone) continue;
    const rate = meanOf(counts, from, until);
    if (rate < min || (rate >= hose && !comesBack(flow, { begin, end }, rate))) continue;
    const usual = view.usual(begin, rate, running);
    const evidence = usual === undefined ? 0 : leakEvidence(flow, { begin, end }, rate, usual);
    const asked = rate < fineCounts ? window.evidence : (window.fineEvidence ?? window.evidence);
    if (evidence < asked) continue;
    const below = counts.filter((counted) => counted < rate * lowestOfRate - 1).length / counts.length;
    flows.push({ begin, end, window, rate, below, evidence });
  }
  return strongest(flows);
}

function meanOf(counts: Int32Array, from: number, until: number): number {
  let sum = 0;
  for (let index = from; index < until; index += 1) sum += counts[index] ?? 0;
  return sum / (until - from);
}

/** Whether the flow ran, rested and ran again, each for some hours on end. */
function comesBack(flow: KnownFlow, { begin, end }: Hours, rate: number): boolean {
  let turns = 0;
  let hours = 0;
  for (let hour = begin; hour < end && turns < 3; hour += 1) {
    const runs = knownCount(flow, hour) >= rate * lowestOfRate - 1;
    hours = runs === (turns % 2 === 0) ? hours + 1 : 0;
    if (hours < hoursOnEnd) continue;
    turns += 1;
    hours = 0;
  }
  return turns === 3;
}

/** Whether such a flow may be an appliance's, in weather such as a day of the window had, or as is not known. */
function isAppliance(
  { span, gallonsACount }: KnownFlow,
  { begin, end, rate, below }: AddedFlow,
  { appliances }: AddedFlowRule,
  weather: DailyWeather | undefined,
): boolean {
  if (below <= restsAsAppliance) return false;
  const days = [span.dayOf[begin], span.dayOf[Math.floor((begin + end) / 2)], span.dayOf[end - 1]];
  const highs = days.map((day) => highOf(weather, day ?? 0));
  const isSuch = ({ highAboveCelsius, highBelowCelsius }: ApplianceRule): boolean =>
    highs.some(
      (high) =>
        Number.isNaN(high) ||
        (highAboveCelsius !== undefined && high > highAboveCelsius) ||
        (highBelowCelsius !== undefined && high < highBelowCelsius),
    );
  return appliances.some((one) => rate * gallonsACount < one.gallonsAnHour && isSuch(one));
}

/** The weather of yesterday is often not known yet: a day's high is that of the last one known, of the week before it. */
function highOf(weather: DailyWeather | undefined, day: number): number {
  const week = weather?.highCelsius.subarray(Math.max(0, day - 7), day + 1);
  return week?.findLast((high) => !Number.isNaN(high)) ?? Number.NaN;
}

/** It was seen from the first to the last two hours on end that show it alone. */
function stretchOf(flow: KnownFlow, { begin, end, rate, window }: AddedFlow): Stretch {
  const shows = (hour: number): boolean => isSteady(knownCount(flow, hour), rate);
  let first = begin;
  while (first < end - 1 && !(shows(first) && shows(first + 1))) first += 1;
  let last = end - 1;
  while (last > first && !(shows(last) && shows(last - 1))) last -= 1;
  return {
    kind: 'added-flow',
    begin: first,
    end: last + 1,
    found: end,
    windowHours: window.hours,
    thresholdGallonsAnHour: window.gallonsAnHour,
    looksAt: (hour) => knownCount(flow, hour) >= rate * lowestOfRate - 1,
  };
}
