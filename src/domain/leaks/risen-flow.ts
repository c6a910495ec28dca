import type { MayBeTower } from './cooling-tower.ts';
import type { RisenFlowRule } from './detector-settings.ts';
import { firstEnd, runningBefore } from './flow-view.ts';
import { type KnownFlow, knownCount, knownCounts, unknown } from './known-flow.ts';
import type { LeakContext } from './leak-context.ts';
import { joined, type Stretch } from './stretch.ts';
import { lowestOfRate, minUsualDays, type RunningLeak } from './usual-hours.ts';

/** Days end at each sixth hour: what rises is found a quarter of a day later at most. */
const hoursApart = 6;
const dayHours = 24;

/** With fewer of a day's hours known, the lower of them say little. */
const minKnown = 18;

/** Of the days before, so many of a hundred have less than what they may show by themselves. */
const highShare = 0.9;

/** A leak adds the same to the middle hours as to the low ones; where more people come, those rise by more. */
const maxMiddleOverLow = 1.5;

/** A leak is over when so many hours have said nothing of it. */
const overAfter = 48;

/** The mean of a day's lower and of its middle third of hours, in counts. */
interface DayLevels {
  readonly low: number;
  readonly middle: number;
}

/**
 * The lower third of a day's hours has risen, for days, far above what the days before differ by, and the middle third by
 * about as much. It finds a leak under use that never rests, such as that of many flats, where none ever shows alone.
 */
export function risenFlow(
  flow: KnownFlow,
  rule: RisenFlowRule,
  context: LeakContext,
  isTower: MayBeTower = () => false,
): Stretch[] {
  const { span } = flow;
  const found: Stretch[] = [];
  const first = firstEnd(flow, context, hoursApart);
  let running = runningBefore(flow, context);
  let lastSeen = first;
  let levels = levelsOf(flow, running);
  for (let end = first; end <= span.hours; end += hoursApart) {
    const risen = risenIn(flow, rule, levels, end);
    if (risen !== undefined && (running !== undefined || !isTower(halfRisen(flow, risen)))) {
      found.push(risen);
      lastSeen = end;
      if (running !== undefined) continue;
      running = { begin: risen.begin, rate: (risen.rate ?? 0) - (risen.usualGallonsAnHour ?? 0) / flow.gallonsACount };
      levels = levelsOf(flow, running);
    } else if (running !== undefined && end - lastSeen > overAfter) {
      running = undefined;
      levels = levelsOf(flow, running);
    }
  }
  return joined(found);
}

/** What has risen, from half way on. */
function halfRisen({ gallonsACount }: KnownFlow, { end, rate = 0, usualGallonsAnHour = 0 }: Stretch) {
  const usual = usualGallonsAnHour / gallonsACount;
  return { end, rate: rate - usual, lowest: (rate + usual) / 2 };
}

/** The days that end at an hour, each calculated once: as they are, and as they would be without what is known to run. */
interface Levels {
  readonly asIs: (end: number) => DayLevels | undefined;
  readonly usual: (end: number) => DayLevels | undefined;
}

function levelsOf(flow: KnownFlow, running: RunningLeak | undefined): Levels {
  const asIs = eachOnce((end) => levelsAt(flow, end, undefined));
  return { asIs, usual: running === undefined ? asIs : eachOnce((end) => levelsAt(flow, end, running)) };
}

function eachOnce(of: (end: number) => DayLevels | undefined): (end: number) => DayLevels | undefined {
  const known = new Map<number, DayLevels | undefined>();
  return (end) => {
    if (!known.has(end)) known.set(end, of(end));
    return known.get(end);
  };
}

function levelsAt(flow: KnownFlow, end: number, running: RunningLeak | undefined): DayLevels | undefined {
  const begin = end - dayHours;
  if (begin < 0) return undefined;
  const counts = knownCounts(flow, begin, end);
  if (counts.length < minKnown) return undefined;
  if (running !== undefined && end > running.begin) {
    for (const [index, count] of counts.entries()) {
      if (count >= running.rate * lowestOfRate - 1) counts[index] = Math.max(0, count - running.rate);
    }
  }
  counts.sort();
  const third = Math.floor(counts.length / 3);
  return { low: meanOf(counts, 0, third), middle: meanOf(counts, third, 2 * third) };
}

function meanOf(counts: Int32Array, from: number, until: number): number {
  let sum = 0;
  for (let index = from; index < until; index += 1) sum += counts[index] ?? 0;
  return sum / (until - from);
}

function risenIn(flow: KnownFlow, rule: RisenFlowRule, levels: Levels, end: number): Stretch | undefined {
  const begin = end - rule.days * dayHours;
  const days: DayLevels[] = [];
  for (let dayEnd = end; dayEnd > begin; dayEnd -= dayHours) {
    const day = levels.asIs(dayEnd);
    if (day === undefined) return undefined;
    days.push(day);
  }
  const before: DayLevels[] = [];
  for (let day = 0; day < rule.usualDays; day += 1) {
    const levelsBefore = levels.usual(begin - day * dayHours);
    if (levelsBefore !== undefined) before.push(levelsBefore);
  }
  if (before.length < Math.max(minUsualDays, rule.usualDays / 2)) return undefined;
  const lows = before.map(({ low }) => low).sort((a, b) => a - b);
  const usual = at(lows, 0.5);
  const differ = Math.max(at(lows, highShare) - usual, 1 / flow.gallonsACount);
  const middle = at(
    before.map((day) => day.middle).sort((a, b) => a - b),
    0.5,
  );
  const asked = Math.max(
    usual + middle * (rule.ofMiddle ?? 0),
    usual + rule.differences * differ,
    usual * rule.times,
    usual + rule.gallonsAnHour / flow.gallonsACount,
  );
  const hasRisen = (day: DayLevels): boolean =>
    day.low >= asked && day.middle - middle <= maxMiddleOverLow * (day.low - usual);
  if (!days.every(hasRisen)) return undefined;
  // The last day is one of the leak from its first hour on.
  const rate = days[0]?.low ?? usual;
  return {
    kind: 'risen-flow',
    begin: beganIn(flow, begin, (usual + rate) / 2),
    end,
    found: end,
    windowHours: end - begin,
    thresholdGallonsAnHour: asked * flow.gallonsACount,
    usualGallonsAnHour: usual * flow.gallonsACount,
    rate,
  };
}

/** The hour of the first day after which none of it lies nearer to what is usual. */
function beganIn(flow: KnownFlow, from: number, min: number): number {
  let hour = from + dayHours;
  while (hour > from && !isBelow(flow, hour - 1, min)) hour -= 1;
  return hour;
}

function isBelow(flow: KnownFlow, hour: number, min: number): boolean {
  const count = knownCount(flow, hour);
  return count !== unknown && count < min;
}

const at = (sorted: readonly number[], share: number): number => sorted[Math.floor((sorted.length - 1) * share)] ?? 0;
