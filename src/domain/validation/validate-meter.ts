import { findClockShift } from './clock-shift.ts';
import type { Finding } from './finding.ts';
import { findGaps } from './gap.ts';
import { findNegativeFlow } from './negative-flow.ts';
import { findRollovers } from './rollover.ts';
import type { ValidationSettings } from './settings.ts';
import { findSpikes } from './spike.ts';
import { findStuck } from './stuck.ts';
import { checkSums } from './sum-check.ts';
import type { MeterToValidate } from './validated-meter.ts';

/** Everything in a meter's hours that the rules of its class doubt, in the order in which it began. */
export function validateMeter(meter: MeterToValidate, settings: ValidationSettings): readonly Finding[] {
  const { spike, stuck, rollover, gap, negativeFlow, clockShift, sumCheck } = settings;
  return [
    ...(spike === undefined ? [] : findSpikes(meter, spike)),
    ...(rollover === undefined ? [] : findRollovers(meter, rollover)),
    ...(negativeFlow === undefined ? [] : findNegativeFlow(meter, negativeFlow, rollover)),
    ...(sumCheck === undefined ? [] : checkSums(meter, sumCheck)),
    ...(stuck === undefined ? [] : findStuck(meter, stuck)),
    ...(gap === undefined ? [] : findGaps(meter, gap)),
    ...(clockShift === undefined ? [] : findClockShift(meter, clockShift)),
  ].sort((one, other) => one.from - other.from);
}
