import type { FlowWindow } from './detector-settings.ts';
import type { FindingKind } from './finding.ts';
import { countsFor, type KnownFlow, knownCount, unknown } from './known-flow.ts';
import { joined, type Stretch } from './stretch.ts';

/** Nothing known for longer than this ends a run: what came after may be another flow. */
const longestGap = 12;

/**
 * Stretches in which water ran in so many known hours one after another, without a known hour below the threshold between
 * them. Hours that nothing is known of are stepped over, and do not count.
 */
export function flowThrough(flow: KnownFlow, kind: FindingKind, windows: readonly FlowWindow[]): Stretch[] {
  return joined(windows.flatMap((window) => runsOf(flow, kind, window)));
}

function runsOf(flow: KnownFlow, kind: FindingKind, { hours, gallonsAnHour }: FlowWindow): Stretch[] {
  const least = countsFor(flow, gallonsAnHour);
  const found: Stretch[] = [];
  let begin = 0;
  let running = 0;
  let last = 0;
  let met = 0;
  const close = (): void => {
    if (running >= hours) {
      found.push({
        kind,
        begin,
        end: last,
        found: met,
        windowHours: hours,
        thresholdGallonsAnHour: gallonsAnHour,
      });
    }
    running = 0;
  };
  for (let hour = 0; hour < flow.span.hours; hour += 1) {
    const count = knownCount(flow, hour);
    if (count === unknown) {
      if (running > 0 && hour - last >= longestGap) close();
      continue;
    }
    if (count < least) {
      if (running > 0) close();
      continue;
    }
    if (running === 0) begin = hour;
    running += 1;
    last = hour + 1;
    if (running === hours) met = last;
  }
  close();
  return found;
}
