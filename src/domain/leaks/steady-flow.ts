import type { SteadyWindow } from './detector-settings.ts';
import { between, hoursBefore } from './flow-view.ts';
import type { MayBeHouse } from './fuller-house.ts';
import { countsFor, type KnownFlow, knownCount, knownCounts } from './known-flow.ts';
import { isSteady, steadyFlowOf } from './steady-hours.ts';
import { joined, type Stretch } from './stretch.ts';

/** A window ends at each third hour: it costs a third, and two hours at most. */
const hoursApart = 3;

/** With more of a window's hours unknown, the others say little. */
const minKnown = 0.9;

/**
 * The same flow in most hours of a window, whichever: a leak that stops for some hours of each day, at night too. What
 * households draw differs from hour to hour, however much it is; a leak alone is the same in each.
 */
export function steadyFlow(
  flow: KnownFlow,
  windows: readonly SteadyWindow[],
  isHouse: MayBeHouse = () => false,
): Stretch[] {
  return joined(windows.flatMap((window) => windowsOf(flow, window, isHouse)));
}

function windowsOf(flow: KnownFlow, window: SteadyWindow, isHouse: MayBeHouse): Stretch[] {
  const min = countsFor(flow, window.gallonsAnHour);
  if (flow.highest < min) return [];
  const found: Stretch[] = [];
  const [knownBefore, flowingBefore] = [hoursBefore(flow, 0), hoursBefore(flow, min)];
  const apart = (flow.span.startHour + window.hours) % hoursApart;
  for (let end = window.hours + ((hoursApart - apart) % hoursApart); end <= flow.span.hours; end += hoursApart) {
    const begin = end - window.hours;
    const known = between(knownBefore, begin, end);
    // Cheap first: hardly any window of a home without a leak flows in most hours.
    if (known < window.hours * minKnown || between(flowingBefore, begin, end) < known * window.flowing) continue;
    const stretch = steadyIn(flow, window, { begin, end });
    if (stretch !== undefined && !isHouse({ begin, end }, stretch.base)) found.push(stretch.stretch);
  }
  return found;
}

function steadyIn(
  flow: KnownFlow,
  { hours, gallonsAnHour, flowing, steady }: SteadyWindow,
  { begin, end }: { readonly begin: number; readonly end: number },
): { readonly stretch: Stretch; readonly base: number } | undefined {
  const known = knownCounts(flow, begin, end);
  const { base, share } = steadyFlowOf(known);
  if (share < steady || base < countsFor(flow, gallonsAnHour)) return undefined;
  // Below it there are the pauses, and nothing else.
  const running = known.reduce((sum, count) => (count > base || isSteady(count, base) ? sum + 1 : sum), 0);
  if (running < known.length * flowing) return undefined;
  // Alone in two hours on end: one by chance is a household's.
  const shows = (hour: number): boolean => isSteady(knownCount(flow, hour), base);
  let first = begin;
  while (first < end && !(shows(first) && shows(first + 1))) first += 1;
  let last = end - 1;
  while (last > first && !(shows(last) && shows(last - 1))) last -= 1;
  if (last <= first) return undefined;
  const stretch: Stretch = {
    kind: 'steady-flow',
    begin: first,
    end: last + 1,
    found: end,
    windowHours: hours,
    thresholdGallonsAnHour: gallonsAnHour,
  };
  return { stretch, base };
}
