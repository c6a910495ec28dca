import type { HourlyUse } from '../metering/index.ts';
import type { DetectorSettings } from './detector-settings.ts';
import type { Finding } from './finding.ts';
import { flowThrough } from './flow-window.ts';
import { knownFlow } from './known-flow.ts';
import type { LeakContext } from './leak-context.ts';
import { flowFinding } from './stretch.ts';

/**
 * Everything that a meter's hours say is wrong, by the rules of its class, in the order in which it began.
 * A rule that compares with the meter's own history finds nothing in a span too short to hold that history.
 */
export function findLeaks(use: HourlyUse, settings: DetectorSettings, _context: LeakContext = {}): readonly Finding[] {
  const flow = knownFlow(use);
  const stretches = [
    ...flowThrough(flow, 'continuous-flow', settings.continuousFlow ?? []),
    ...flowThrough(flow, 'burst', settings.burst ?? []),
  ];
  return stretches
    .map((stretch) => flowFinding(flow, stretch))
    .sort((a, b) => Temporal.Instant.compare(a.beganAt, b.beganAt));
}
