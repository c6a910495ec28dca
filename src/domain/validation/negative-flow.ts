import { type Finding, gallonsOf } from './finding.ts';
import { isRolloverHour } from './rollover.ts';
import type { NegativeFlowRule, RolloverRule } from './settings.ts';
import { type MeterToValidate, stretchesWhere, sumOf } from './validated-meter.ts';

/** Water that ran back through the meter: a meter set in backwards, a broken check valve, or reads gone wrong. */
export function findNegativeFlow(
  meter: MeterToValidate,
  rule: NegativeFlowRule,
  rollover: RolloverRule | undefined,
): Finding[] {
  const { use, nowHour } = meter;
  const isBack = (hour: number) => (use.counts[hour] ?? 0) < 0 && !isRolloverHour(meter, hour, rollover);
  return stretchesWhere(nowHour, isBack, 1).flatMap(({ from, until }) => {
    const back = gallonsOf(use, -sumOf(use, from, until));
    if (back < rule.gallons) return [];
    return [{ rule: 'negative-flow', from, until, gallons: Math.round(back), detail: { hours: until - from } }];
  });
}
