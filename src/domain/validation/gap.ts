import { type HourlyUse, type HourStretch, hourQuality } from '../metering/index.ts';
import { type Finding, gallonsOf } from './finding.ts';
import type { GapRule } from './settings.ts';
import { isMissing, type MeterToValidate, meanCount, stretchesWhere, sumOf } from './validated-meter.ts';

/**
 * Hours missing between reads, and a meter that is heard of no more. What is missing at the span's beginning is not
 * known to be a gap, unless nothing at all is there. Hours that were filled from the feed's registers on both sides are
 * missing as well: what ran in all is known, when it ran is not.
 */
export function findGaps(meter: MeterToValidate, rule: GapRule): Finding[] {
  const { use, nowHour } = meter;
  const missing = stretchesWhere(nowHour, (hour) => isMissing(use, hour)).filter(({ from, until }) => {
    if (until < nowHour) return from > 0 && until - from >= rule.hours;
    return until - from >= rule.silentHours;
  });
  return [
    ...missing.map((stretch) => ({
      ...{ rule: 'gap' as const, ...stretch },
      gallons: Math.round(gallonsOf(use, meanCount(use, stretch) * (stretch.until - stretch.from))),
      detail: { hours: stretch.until - stretch.from, filled: 0 },
    })),
    ...filledStretches(meter, rule).map((stretch) => ({
      ...{ rule: 'gap' as const, ...stretch },
      gallons: Math.max(0, Math.round(gallonsOf(use, sumOf(use, stretch.from, stretch.until)))),
      detail: { hours: stretch.until - stretch.from, filled: 1 },
    })),
  ];
}

/**
 * Estimated hours between measured ones, evenly as a register's rise is shared out: not a feed that is read once a day
 * and so measures no hour, nor the estimates of a head-end, which have a shape.
 */
const filledStretches = ({ use, nowHour }: MeterToValidate, rule: GapRule): HourStretch[] =>
  stretchesWhere(nowHour, (hour) => use.quality[hour] === hourQuality.estimated).filter(
    ({ from, until }) =>
      until - from >= rule.hours && isMeasured(use, from - 1) && isMeasured(use, until) && isEven(use, { from, until }),
  );

const isMeasured = ({ quality }: HourlyUse, hour: number): boolean => quality[hour] === hourQuality.measured;

/** Whole counts of an even rise differ by one at most. The hours at the ends may hold a part that was measured. */
function isEven({ counts }: HourlyUse, { from, until }: HourStretch): boolean {
  const edge = until - from > 3 ? 1 : 0;
  const within = counts.subarray(from + edge, until - edge);
  return Math.max(...within) - Math.min(...within) <= 1;
}
