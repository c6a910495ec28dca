import { type Finding, gallonsOf } from './finding.ts';
import type { StuckRule } from './settings.ts';
import { isMissing, type MeterToValidate, meanCount, stretchesWhere } from './validated-meter.ts';

const daysBefore = 28;

/**
 * A register that stands still after weeks of use. Nobody at home looks the same: that is for a person to tell. Missing
 * hours are a gap, not a stop.
 */
export function findStuck({ use, nowHour }: MeterToValidate, rule: StuckRule): Finding[] {
  const isStill = (hour: number) => !isMissing(use, hour) && use.counts[hour] === 0;
  return stretchesWhere(nowHour, isStill)
    .filter(({ from, until }) => until - from >= rule.days * 24 && usedDaysBefore(use, from) >= rule.usedDays)
    .map((stretch) => ({
      ...{ rule: 'stuck', ...stretch },
      gallons: Math.round(gallonsOf(use, meanCount(use, stretch) * (stretch.until - stretch.from))),
      detail: { days: Math.floor((stretch.until - stretch.from) / 24) },
    }));
}

function usedDaysBefore(use: MeterToValidate['use'], hour: number): number {
  const today = use.span.dayOf[hour] ?? 0;
  const used = new Set<number>();
  for (let before = use.span.dayStart[Math.max(0, today - daysBefore)] ?? 0; before < hour; before++) {
    if ((use.counts[before] ?? 0) > 0) used.add(use.span.dayOf[before] ?? 0);
  }
  return used.size;
}
