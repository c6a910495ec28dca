import { type Finding, gallonsOf } from './finding.ts';
import { riseBetween } from './register-rise.ts';
import type { SumCheckRule } from './settings.ts';
import { isMissing, type MeterToValidate, sumOf } from './validated-meter.ts';

/** Whether the hours between two register reads add up to what the register rose by. Missing hours are a gap's matter. */
export function checkSums(meter: MeterToValidate, rule: SumCheckRule): Finding[] {
  const { use, nowHour } = meter;
  return meter.reads.flatMap((to, place) => {
    const from = meter.reads[place - 1];
    if (from === undefined || from.hour < 0 || to.hour > nowHour || from.hour >= to.hour) return [];
    for (let hour = from.hour; hour < to.hour; hour++) if (isMissing(use, hour)) return [];
    const rise = riseBetween(meter, from, to);
    if (rise === undefined) return [];
    const sum = sumOf(use, from.hour, to.hour);
    const off = gallonsOf(use, Math.abs(sum - rise));
    const isOff = off > rule.gallons && off * 100 > gallonsOf(use, rise) * rule.percent;
    if (!isOff) return [];
    const detail = { hours: Math.round(gallonsOf(use, sum)), register: Math.round(gallonsOf(use, rise)) };
    return [{ rule: 'sum-check' as const, from: from.hour, until: to.hour, gallons: Math.round(off), detail }];
  });
}
