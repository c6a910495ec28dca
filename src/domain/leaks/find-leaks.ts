import type { HourlyUse } from '../metering/index.ts';
import { addedFlow } from './added-flow.ts';
import { mayBeTower } from './cooling-tower.ts';
import type { DetectorSettings } from './detector-settings.ts';
import type { Finding } from './finding.ts';
import { flowThrough } from './flow-window.ts';
import { frostyDays, withoutFrost } from './frost.ts';
import { mayBeHouse } from './fuller-house.ts';
import { highUse } from './high-use.ts';
import { withoutHoses } from './hose.ts';
import { knownFlow } from './known-flow.ts';
import type { LeakContext } from './leak-context.ts';
import { nightFlowRise } from './night-flow-rise.ts';
import { noFlow } from './no-flow.ts';
import { overnightMinimum } from './overnight-minimum.ts';
import { risenFlow } from './risen-flow.ts';
import { withoutSharedHours } from './shared-hours.ts';
import { smallFlow } from './small-flow.ts';
import { steadyFlow } from './steady-flow.ts';
import { flowFinding } from './stretch.ts';
import { lowestAt } from './tried-flows.ts';
import { vacationUse } from './vacation-use.ts';

/**
 * Everything that a meter's hours say is wrong, by the rules of its class, in the order in which it began.
 * A rule that compares with the meter's own history finds nothing in a span too short to hold that history.
 */
export function findLeaks(use: HourlyUse, settings: DetectorSettings, context: LeakContext = {}): readonly Finding[] {
  const flow = knownFlow(use);
  const hoses = flowThrough(flow, 'open-hose', settings.openHose === undefined ? [] : [settings.openHose]);
  const hourly = withoutSharedHours(flow);
  const leaking = withoutFrost(hourly, settings.frost, context.weather);
  const steady = withoutHoses(leaking, hoses);
  const isTower = mayBeTower(hourly, settings.coolingTowers, context.weather);
  const isHouse = mayBeHouse(hourly, settings.fullerHouse, context);
  const {
    addedFlow: added,
    smallFlow: small,
    overnightMinimum: overnight,
    nightFlowRise: rise,
    risenFlow: risen,
    vacationUse: vacation,
    noFlow: still,
    highUse: high,
  } = settings;
  const stretches = [
    ...flowThrough(leaking, 'continuous-flow', settings.continuousFlow ?? [], isHouse),
    ...flowThrough(flow, 'burst', settings.burst ?? []),
    ...hoses,
    ...steadyFlow(steady, settings.steadyFlow ?? [], isHouse),
    ...(added === undefined
      ? []
      : addedFlow(
          { flow: hourly, leaking, isFrost: frostyDays(settings.frost, context.weather) },
          added,
          context,
          (hours, rate, running) =>
            isHouse(hours, rate, running) ||
            (running === undefined && isTower({ end: hours.end, rate, lowest: lowestAt(rate) })),
        )),
    ...(small === undefined ? [] : smallFlow(hourly, small, context)),
    ...(overnight === undefined ? [] : overnightMinimum(steady, overnight, { weather: context.weather, isHouse })),
    ...(rise === undefined ? [] : nightFlowRise(steady, rise)),
    ...(risen === undefined ? [] : risenFlow(steady, risen, context, isTower)),
  ];
  return [
    ...stretches.map((stretch) => flowFinding(flow, stretch)),
    ...(vacation === undefined ? [] : vacationUse(flow, vacation, context.vacations ?? [])),
    ...(still === undefined ? [] : noFlow(flow, still, context)),
    ...(high === undefined ? [] : highUse(flow, high, context.weather)),
  ].sort((a, b) => Temporal.Instant.compare(a.beganAt, b.beganAt));
}
