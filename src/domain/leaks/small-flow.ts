import { highOf } from './day-high.ts';
import type { SmallFlowRule, SmallFlowWindow } from './detector-settings.ts';
import { firstEnd, type Hours, runningBefore, type View, viewOf, worthLooking } from './flow-view.ts';
import { evenChain, type HourChances, likelihood } from './hidden-states.ts';
import { withFlowByClock } from './hour-chances.ts';
import { type KnownFlow, knownCount, unknown } from './known-flow.ts';
import type { DailyWeather, LeakContext } from './leak-context.ts';
import { joined, type Stretch } from './stretch.ts';
import { evidenceAgainstHouse, lowestAt, type Tried, triedFlows } from './tried-flows.ts';
import type { RunningLeak } from './usual-hours.ts';

/** What runs so slowly is no matter of hours: a window ends twice a day. */
const hoursApart = 12;

/** Water must run in so much more of a window than of usual hours before it is looked at: nine in ten are not. */
const moreFlowing = 0.06;

/** A leak is over when so many hours have said nothing of it. */
const overAfter = 48;

/** So many of the flows that the hours make likeliest are held against what else could be. */
const flowsCompared = 4;

/**
 * A small flow, steady for days, added to what the meter shows otherwise at these hours of the clock: a toilet flapper, most
 * often. It must explain the hours better than any of what else draws more water than usual: a fuller house, and in
 * the cold what heats or drips.
 */
export function smallFlow(flow: KnownFlow, rule: SmallFlowRule, context: LeakContext): Stretch[] {
  const { span } = flow;
  const view = viewOf(flow, rule.usualDays);
  const looks = rule.windows.map((window) => ({
    isWorth: worthLooking(view, { hours: window.hours, gallonsAnHour: rule.fromGallonsAnHour, moreFlowing }),
    look: { window, rule, weather: context.weather },
  }));
  const found: Stretch[] = [];
  const first = firstEnd(flow, context, hoursApart);
  let running = runningBefore(flow, context);
  let lastSeen = first;
  for (let end = first; end <= span.hours; end += hoursApart) {
    let added: SmallFlow | undefined;
    for (const { isWorth, look } of looks) {
      if (added === undefined && isWorth(end, running)) added = smallIn(view, end, { ...look, running });
    }
    if (added !== undefined) {
      found.push(added.stretch);
      lastSeen = end;
      running ??= { begin: added.stretch.begin, rate: added.rate };
    } else if (end - lastSeen > overAfter) running = undefined;
  }
  return joined(found);
}

interface Look {
  readonly window: SmallFlowWindow;
  readonly rule: SmallFlowRule;
  readonly running: RunningLeak | undefined;
  readonly weather: DailyWeather | undefined;
}

interface SmallFlow {
  readonly rate: number;
  readonly stretch: Stretch;
}

function smallIn(view: View, end: number, look: Look): SmallFlow | undefined {
  const { window, rule, weather } = look;
  const { flow } = view;
  const begin = end - window.hours;
  const { cold, hot, frost } = weatherOf(flow, { begin, end }, rule, weather);
  if (frost) return undefined;
  const wanted = {
    minGallonsAnHour: rule.fromGallonsAnHour,
    maxGallonsAnHour: rule.toGallonsAnHour,
    running: look.running,
    evidence: window.evidence,
  };
  const flows = [...triedFlows(view, { begin, end }, wanted)]
    .sort((a, b) => b.likely - a.likely)
    .slice(0, flowsCompared);
  if (hot && (flows[0]?.rate ?? 0) * flow.gallonsACount >= rule.coolers.gallonsAnHour) return undefined;
  for (const tried of flows) {
    const { rate, likely } = tried;
    if (evidenceAgainstHouse(tried) < window.evidence) continue;
    const inWarmth = [tried.resting, tried.fuller().twice];
    if (cold && likely - likelihood([...inWarmth, ...inCold(tried)], coldChain) < rule.cold.evidence) continue;
    return { rate, stretch: stretchOf(flow, { begin, end, window, rule, tried }) };
  }
  return undefined;
}

/** What draws in the cold: a humidifier more in the hours of cold and on colder days, a tap that is let drip at night. */
const levelsInCold = [0.4, 0.6, 0.8, 1, 1.25, 1.5];
const coldestClock = 4;
const swing = 0.5;
const spread = 0.2;
const drips = [6, 10];
const dripsFrom = 21;
const coldChain = evenChain(2 + levelsInCold.length + drips.length, 150);

function inCold({ seen, usual, rate, countsABin }: Tried): HourChances[] {
  const bins = rate / countsABin;
  const around = (flow: number, by: number) => ({ low: flow * (1 - by), high: flow * (1 + by) });
  return [
    ...levelsInCold.map((level) =>
      withFlowByClock(seen, usual, (clock) =>
        around(bins * level * (1 + swing * Math.cos((2 * Math.PI * (clock - coldestClock)) / 24)), spread),
      ),
    ),
    ...drips.map((until) =>
      withFlowByClock(seen, usual, (clock) => (clock >= dripsFrom || clock < until ? around(bins, 0.15) : undefined)),
    ),
  ];
}

/** Unknown weather may be either. Cold such as enough of the days before had is no matter: what runs in it is usual. */
function weatherOf(
  { span }: KnownFlow,
  { begin, end }: Hours,
  { cold, coolers, usualDays }: SmallFlowRule,
  weather: DailyWeather | undefined,
): { readonly cold: boolean; readonly hot: boolean; readonly frost: boolean } {
  const [from, to] = [span.dayOf[begin] ?? 0, span.dayOf[end - 1] ?? 0];
  const highs = Array.from({ length: to - from + 1 }, (_, index) => highOf(weather, from + index));
  const mean = highs.reduce((sum, high) => sum + high, 0) / highs.length;
  let asCold = 0;
  for (let day = Math.max(0, from - usualDays); day < from; day += 1) if (highOf(weather, day) <= mean) asCold += 1;
  return {
    frost: highs.some((high) => high < cold.silentBelowCelsius),
    cold:
      asCold < (cold.knownDays ?? Number.POSITIVE_INFINITY) && highs.some((high) => !(high >= cold.highBelowCelsius)),
    hot: highs.some((high) => !(high <= coolers.highAboveCelsius)),
  };
}

/** The hour that so many known ones of a stretch lie before. */
function knownHour(flow: KnownFlow, begin: number, before: number): number {
  let hour = begin;
  for (let known = before; known > 0 || knownCount(flow, hour) === unknown; hour += 1) {
    if (knownCount(flow, hour) !== unknown) known -= 1;
  }
  return hour;
}

/** It was seen in those hours on end, from one to another, that are likelier with it than without, all together. */
function stretchOf(
  flow: KnownFlow,
  { begin, end, window, rule, tried }: Hours & { window: SmallFlowWindow; rule: SmallFlowRule; tried: Tried },
): Stretch {
  const says = Array.from(tried.leaking, (chance, index) => Math.log(chance / (tried.resting[index] ?? 1)));
  let [first, sum, best] = [0, 0, Number.NEGATIVE_INFINITY];
  for (let index = says.length - 1; index >= 0; index -= 1) {
    sum += says[index] ?? 0;
    if (sum > best) [first, best] = [index, sum];
  }
  let last = first;
  [sum, best] = [0, Number.NEGATIVE_INFINITY];
  for (let index = first; index < says.length; index += 1) {
    sum += says[index] ?? 0;
    if (sum >= best) [last, best] = [index, sum];
  }
  return {
    kind: 'small-flow',
    begin: knownHour(flow, begin, first),
    end: knownHour(flow, begin, last) + 1,
    found: end,
    windowHours: window.hours,
    thresholdGallonsAnHour: rule.fromGallonsAnHour,
    rate: tried.rate,
    looksAt: (hour) => knownCount(flow, hour) >= Math.max(1, lowestAt(tried.rate)),
  };
}
