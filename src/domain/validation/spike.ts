import { hourQuality } from '../metering/index.ts';
import { type Finding, gallonsOf } from './finding.ts';
import type { SpikeRule } from './settings.ts';
import { isMissing, type MeterToValidate, stretchesWhere, sumOf } from './validated-meter.ts';

/** Hours that share one read, such as a day's: what ran in them is known, and when is not. Longer shares are compared by the season. */
const longestShare = 50;
/** Too few days to know a meter's peaks by. */
const fewestDays = 14;

/**
 * An hour or a few that no peak of the meter comes near: a read gone wrong rather than water. What goes on for longer is
 * water, and a burst for the leak rules. The third highest daily peak is the measure, so that two spikes do not hide each
 * other and a garden watered once a week is no spike. Hours that share the read of a day say nothing of how long it ran: there it is
 * doubted that it ran at all.
 */
export function findSpikes({ use, nowHour }: MeterToValidate, rule: SpikeRule): Finding[] {
  const peaks = dailyPeaks(use);
  if (peaks.length < fewestDays) return [];
  const usual = Math.max(1, peaks.sort((a, b) => b - a)[2] ?? 0);
  const min = Math.max(usual * rule.times, rule.gallonsAnHour / gallonsOf(use, 1));
  const isHigh = (hour: number) => !isMissing(use, hour) && (use.counts[hour] ?? 0) >= min;
  const short = stretchesWhere(nowHour, isHigh).filter(({ from, until }) => until - from <= rule.hours);
  const isShare = (hour: number) =>
    use.quality[hour] === hourQuality.estimated && (use.counts[hour] ?? 0) >= usual * rule.times;
  const minShared = (rule.gallonsAnHour * rule.hours) / gallonsOf(use, 1);
  const shared = stretchesWhere(nowHour, isShare).filter(
    ({ from, until }) =>
      until - from > rule.hours && until - from <= longestShare && sumOf(use, from, until) >= minShared,
  );
  return [...short, ...shared].map(({ from, until }) => ({
    ...{ rule: 'spike', from, until },
    gallons: Math.round(gallonsOf(use, sumOf(use, from, until))),
    detail: { usual: Math.round(gallonsOf(use, usual)) },
  }));
}

function dailyPeaks(use: MeterToValidate['use']): number[] {
  const { dayStart, days } = use.span;
  const peaks: number[] = [];
  for (let day = 0; day < days; day++) {
    let peak = -1;
    for (let hour = dayStart[day] ?? 0; hour < (dayStart[day + 1] ?? 0); hour++) {
      if (!isMissing(use, hour)) peak = Math.max(peak, use.counts[hour] ?? 0);
    }
    if (peak >= 0) peaks.push(peak);
  }
  return peaks;
}
