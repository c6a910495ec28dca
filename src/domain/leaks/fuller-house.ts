import type { FullerHouseRule } from './detector-settings.ts';
import { type Hours, runningBefore, viewOf } from './flow-view.ts';
import type { KnownFlow } from './known-flow.ts';
import type { LeakContext } from './leak-context.ts';
import { evidenceAgainstHouse, triedFlows } from './tried-flows.ts';
import type { RunningLeak } from './usual-hours.ts';

/** Whether some hours in which such a flow was found, in counts, may be those of more people at home than usual. */
export type MayBeHouse = (hours: Hours, rate: number, running?: RunningLeak) => boolean;

/** A flow is tried this much smaller and larger than it was found. */
const around = 1.5;

/**
 * Guests, a full house and people who are up at night draw in every hour, as a leak does. Where the home's own days are known,
 * a small flow must explain its hours better than two or three times as many people do.
 */
export function mayBeHouse(flow: KnownFlow, rule: FullerHouseRule | undefined, context: LeakContext): MayBeHouse {
  if (rule === undefined) return () => false;
  const before = runningBefore(flow, context);
  return ({ begin, end }, rate, running = before) => {
    const gallonsAnHour = rate * flow.gallonsACount;
    if (begin < 0 || gallonsAnHour >= rule.belowGallonsAnHour) return false;
    const view = viewOf(flow, rule.usualDays);
    if (view.usual(begin, 1, running) === undefined) return false;
    const wanted = {
      minGallonsAnHour: gallonsAnHour / around,
      maxGallonsAnHour: gallonsAnHour * around,
      running,
      evidence: Number.NEGATIVE_INFINITY,
    };
    return triedFlows(view, { begin, end }, wanted).every((tried) => evidenceAgainstHouse(tried) < rule.evidence);
  };
}
