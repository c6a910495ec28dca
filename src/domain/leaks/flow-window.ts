import type { FlowWindow } from './detector-settings.ts';
import type { FindingKind } from './finding.ts';
import type { MayBeHouse } from './fuller-house.ts';
import { countsFor, type KnownFlow, knownCount, unknown } from './known-flow.ts';
import { belowLeak, steadyFlowOf } from './steady-hours.ts';
import { joined, lowEnd, type Stretch } from './stretch.ts';

/** What may be a fuller house is asked again so many hours later. */
const hoursToAsk = 6;

/** Nothing known for longer than this ends a run: what came after may be another flow. */
const longestGap = 12;

/**
 * Stretches in which water ran in so many known hours one after another, without a known hour below the threshold between
 * them, and a share of the last of them showed one and the same flow where the window asks for it, and their lower end is
 * below what it does not define. Hours that nothing is known about are stepped over, and do not count.
 */
export function flowThrough(
  flow: KnownFlow,
  kind: FindingKind,
  windows: readonly FlowWindow[],
  isHouse: MayBeHouse = () => false,
): Stretch[] {
  // Cheap first: hardly any home has water in so many hours on end.
  const min = Math.min(...windows.map(({ gallonsAnHour }) => countsFor(flow, gallonsAnHour)));
  if (flow.highest < min) return [];
  const longest = longestRun(flow, min);
  return joined(windows.flatMap((window) => (window.hours > longest ? [] : runsOf(flow, kind, window, isHouse))));
}

/** The most known hours of a run of at least so many counts each; no run of more counts has more of them. */
function longestRun({ counts }: KnownFlow, min: number): number {
  let longest = 0;
  let known = 0;
  let last = 0;
  for (let hour = 0; hour < counts.length; hour += 1) {
    const count = counts[hour] ?? unknown;
    if (count >= min) {
      known += 1;
      last = hour + 1;
      if (known > longest) longest = known;
    } else if (count !== unknown || hour - last >= longestGap) known = 0;
  }
  return longest;
}

function runsOf(flow: KnownFlow, kind: FindingKind, window: FlowWindow, isHouse: MayBeHouse): Stretch[] {
  const { hours, gallonsAnHour, below, steady = 0 } = window;
  const min = countsFor(flow, gallonsAnHour);
  const max = below === undefined ? Number.POSITIVE_INFINITY : countsFor(flow, below);
  const { counts } = flow;
  const found: Stretch[] = [];
  let begin = 0;
  /** How many hours of the run so far are known, and the hour after the last of them. */
  let known = 0;
  let last = 0;
  let met = 0;
  /** Until then it was asked whether it may be a fuller house. */
  let asked = 0;
  const speaks = (): boolean => {
    const run = lastKnown(flow, last, hours);
    if (!isSteadyRun(run, steady)) return false;
    const rate = lowEnd(run.sort());
    if (rate >= max || (asked > 0 && last < asked + hoursToAsk)) return false;
    if (!isHouse({ begin: last - hours, end: last }, rate)) return true;
    asked = last;
    return false;
  };
  const close = (): void => {
    if (met > 0) {
      found.push({
        kind,
        begin,
        end: last,
        found: met,
        windowHours: hours,
        thresholdGallonsAnHour: gallonsAnHour,
      });
    }
    known = 0;
    met = 0;
    asked = 0;
  };
  for (let hour = 0; hour < counts.length; hour += 1) {
    const count = counts[hour] ?? unknown;
    if (count >= min) {
      if (known === 0) begin = hour;
      known += 1;
      last = hour + 1;
      if (met === 0 && known >= hours && speaks()) met = last;
    } else if (known > 0 && (count !== unknown || hour - last >= longestGap)) close();
  }
  close();
  return found;
}

/** So many known counts of a run, up to an hour of it. */
function lastKnown(flow: KnownFlow, end: number, hours: number): Int32Array {
  const counts = new Int32Array(hours);
  let at = hours;
  for (let hour = end - 1; at > 0; hour -= 1) {
    const count = knownCount(flow, hour);
    if (count !== unknown) counts[--at] = count;
  }
  return counts;
}

const isSteadyRun = (counts: Int32Array, share: number): boolean =>
  share === 0 || steadyFlowOf(counts, belowLeak).share >= share;
