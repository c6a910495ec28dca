import type { HourSpan } from '../metering/index.ts';
import { highOf } from './day-high.ts';
import type { AddedFlowRule, AddedFlowWindow, ApplianceRule } from './detector-settings.ts';
import { firstEnd, type Hours, runningBefore, type View, viewOf, worthLooking } from './flow-view.ts';
import type { MayBeHouse } from './fuller-house.ts';
import { type KnownFlow, knownCount, sortedCounts } from './known-flow.ts';
import type { DailyWeather, LeakContext } from './leak-context.ts';
import { leakEvidence } from './leak-evidence.ts';
import { isSteady } from './steady-hours.ts';
import { joined, type Stretch } from './stretch.ts';
import { binFor, lowestOfRate, type RunningLeak } from './usual-hours.ts';

/** A window ends at each third hour: it costs a third, and two hours at most. */
const hoursApart = 3;

/** Water must run in so much more of a window than of usual hours before it is looked at: nine in ten are not. */
const moreFlowing = 0.1;

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
  isHouse: MayBeHouse = () => false,
): Stretch[] {
  const { span } = flow;
  const first = firstEnd(flow, context, hoursApart);
  if (first > span.hours) return [];
  const inFrost = viewOf(flow, rule.usualDays);
  const elsewise = leaking === flow ? inFrost : viewOf(leaking, rule.usualDays);
  const looks = rule.windows.map((window) => {
    const worth = { hours: window.hours, gallonsAnHour: window.gallonsAnHour, moreFlowing };
    return { window, isWorthInFrost: worthLooking(inFrost, worth), isWorth: worthLooking(elsewise, worth) };
  });
  const isKnown = isFrostKnown(span, rule, isFrost);
  const found: Stretch[] = [];
  let running = runningBefore(flow, context);
  let lastSeen = first;
  for (let end = first; end <= span.hours; end += hoursApart) {
    let added: AddedFlow | undefined;
    for (const { window, isWorthInFrost, isWorth } of looks) {
      const frost = isKnown(end - window.hours);
      if (!(frost ? isWorthInFrost : isWorth)(end, running)) continue;
      const one = addedIn(frost ? inFrost : elsewise, end, { window, rule, running });
      if (one === undefined || (added !== undefined && added.evidence >= one.evidence)) continue;
      if (!isAppliance(flow, one, rule, context.weather) && !isHouse(one, one.rate, running)) added = one;
    }
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

/** Whether so many days before that of an hour were frosty. */
function isFrostKnown(
  span: HourSpan,
  { usualDays }: AddedFlowRule,
  isFrost: (day: number) => boolean,
): (hour: number) => boolean {
  const frosty = new Uint16Array(span.days + 1);
  for (let day = 0; day < span.days; day += 1) frosty[day + 1] = (frosty[day] ?? 0) + (isFrost(day) ? 1 : 0);
  return (hour) => {
    const until = span.dayOf[Math.max(0, hour)] ?? 0;
    return (frosty[until] ?? 0) - (frosty[Math.max(0, until - usualDays)] ?? 0) >= frostyDaysKnown;
  };
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
  const counts = sortedCounts(flow, begin, end);
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
    const usual = view.usual(begin, binFor(rate), running);
    const evidence = usual === undefined ? 0 : leakEvidence(flow, { begin, end }, rate, usual.hours);
    const asked = rate < fineCounts ? window.evidence : (window.fineEvidence ?? window.evidence);
    if (evidence < asked) continue;
    const below = counts.findIndex((counted) => counted >= rate * lowestOfRate - 1) / counts.length;
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
