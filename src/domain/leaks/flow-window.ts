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
  return joined(windows.flatMap((window) => runsOf(flow, kind, window, isHouse)));
}

function runsOf(flow: KnownFlow, kind: FindingKind, window: FlowWindow, isHouse: MayBeHouse): Stretch[] {
  const { hours, gallonsAnHour, below, steady = 0 } = window;
  const min = countsFor(flow, gallonsAnHour);
  const max = below === undefined ? Number.POSITIVE_INFINITY : countsFor(flow, below);
  const found: Stretch[] = [];
  let begin = 0;
  /** The counts of the run so far. */
  let run: number[] = [];
  let last = 0;
  let met = 0;
  /** Until then it was asked whether it may be a fuller house. */
  let asked = 0;
  const speaksOf = (counts: readonly number[], end: number): boolean => {
    if (!isSteadyRun(counts, steady)) return false;
    const rate = lowEnd(counts.toSorted((a, b) => a - b));
    if (rate >= max || (asked > 0 && end < asked + hoursToAsk)) return false;
    if (!isHouse({ begin: end - hours, end }, rate)) return true;
    asked = end;
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
    run = [];
    met = 0;
    asked = 0;
  };
  for (let hour = 0; hour < flow.span.hours; hour += 1) {
    const count = knownCount(flow, hour);
    if (count === unknown) {
      if (run.length > 0 && hour - last >= longestGap) close();
      continue;
    }
    if (count < min) {
      if (run.length > 0) close();
      continue;
    }
    if (run.length === 0) begin = hour;
    run.push(count);
    last = hour + 1;
    if (met === 0 && run.length >= hours && speaksOf(run.slice(-hours), hour + 1)) met = last;
  }
  close();
  return found;
}

const isSteadyRun = (counts: readonly number[], share: number): boolean =>
  share === 0 || steadyFlowOf(Int32Array.from(counts), belowLeak).share >= share;
