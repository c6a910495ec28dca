import { type Finding, gallonsOf } from './finding.ts';
import type { GapRule } from './settings.ts';
import { isMissing, type MeterToValidate, meanCount, stretchesWhere } from './validated-meter.ts';

/**
 * Hours missing between reads, and a meter that is heard of no more. What is missing at the span's beginning is not
 * known to be a gap, unless nothing at all is there.
 */
export function findGaps({ use, nowHour }: MeterToValidate, rule: GapRule): Finding[] {
  return stretchesWhere(nowHour, (hour) => isMissing(use, hour))
    .filter(({ from, until }) => {
      if (until < nowHour) return from > 0 && until - from >= rule.hours;
      return until - from >= rule.silentHours;
    })
    .map((stretch) => ({
      ...{ rule: 'gap', ...stretch },
      gallons: Math.round(gallonsOf(use, meanCount(use, stretch) * (stretch.until - stretch.from))),
      detail: { hours: stretch.until - stretch.from },
    }));
}
