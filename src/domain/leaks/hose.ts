import { type KnownFlow, unknown } from './known-flow.ts';
import type { Stretch } from './stretch.ts';

/** A pool is filled in one go; what runs like a hose again this many hours after it stopped fills none. */
const restHours = 24;

/**
 * The hours without what ran on from an open hose once it was found: the rules that look for steady flow in days and
 * nights would take it for a leak. Of a hose that runs again and again they see it all.
 */
export function withoutHoses(flow: KnownFlow, hoses: readonly Stretch[]): KnownFlow {
  if (hoses.length === 0) return flow;
  const counts = flow.counts.slice();
  for (const [index, { begin, found, end }] of hoses.entries()) {
    if (begin - (hoses[index - 1]?.end ?? Number.NEGATIVE_INFINITY) > restHours) {
      counts.fill(unknown, found, end);
    }
  }
  return { ...flow, counts };
}
