import { highOf } from './day-high.ts';
import type { CoolingTowerRule } from './detector-settings.ts';
import { type KnownFlow, knownCount, unknown } from './known-flow.ts';
import type { DailyWeather } from './leak-context.ts';
import { minUsualDays } from './usual-hours.ts';

/** A flow that runs up to an hour, in counts: what runs, and the lowest that an hour of it shows. */
interface RunningFlow {
  readonly end: number;
  readonly rate: number;
  readonly lowest: number;
}

/** Whether a flow may be a cooling tower's. */
export type MayBeTower = (flow: RunningFlow) => boolean;

/** An hour alone without the flow is no end of it. */
const hoursWithout = 2;

/**
 * A cooling tower that bleeds steadily looks as a leak does. But the weather switches it on: what began on a day warmer than
 * the rule's high and than each of the days before may be one. Where the weather is not known, nothing is.
 */
export function mayBeTower(
  flow: KnownFlow,
  rule: CoolingTowerRule | undefined,
  weather: DailyWeather | undefined,
): MayBeTower {
  if (rule === undefined || weather === undefined) return () => false;
  return ({ end, rate, lowest }) => {
    if (rate * flow.gallonsACount >= rule.belowGallonsAnHour) return false;
    const day = flow.span.dayOf[beganAt(flow, end, lowest)] ?? 0;
    const high = highOf(weather, day);
    if (day < minUsualDays || !(high > rule.highAboveCelsius)) return false;
    for (let before = Math.max(0, day - rule.usualDays); before < day; before += 1) {
      if (highOf(weather, before) >= high) return false;
    }
    return true;
  };
}

/** The first hour of the flow that ran last before `end`. */
function beganAt(flow: KnownFlow, end: number, lowest: number): number {
  const rests = (hour: number): boolean => {
    const count = knownCount(flow, hour);
    return count !== unknown && count < lowest;
  };
  let begin = end;
  while (begin > 0 && rests(begin - 1)) begin -= 1;
  let resting = 0;
  for (let hour = begin - 1; hour >= 0 && resting < hoursWithout; hour -= 1) {
    resting = rests(hour) ? resting + 1 : 0;
    if (resting === 0) begin = hour;
  }
  return begin;
}
