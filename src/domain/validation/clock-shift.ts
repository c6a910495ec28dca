import type { Finding } from './finding.ts';
import { meanDay } from './mean-day.ts';
import type { ClockShiftRule } from './settings.ts';
import { type MeterToValidate, meanCount } from './validated-meter.ts';

/** A profile of fewer days with water, or with fewer known hours at some hour of the day, says nothing. */
const fewestDays = 4;
/** An hour speaks for at most so many mean hours: a spike is no shape. */
const maxMeans = 10;

/**
 * A radio whose clock is off by whole hours: the last days have the usual shape, moved. Compared by correlation at all 24
 * moves (of a day's mean hours, so that one bath does not speak for a week).
 */
export function findClockShift(meter: MeterToValidate, rule: ClockShiftRule): Finding[] {
  const { use, nowHour } = meter;
  const lastDay = (use.span.dayOf[Math.max(0, nowHour - 1)] ?? 0) + 1;
  const [from, until] = [lastDay - rule.days, lastDay];
  if (from < 1) return [];
  const cap = maxMeans * meanCount(use, { from: use.span.dayStart[from] ?? 0, until: use.span.hours });
  const recent = profile(meter, { from, until, cap });
  const usual = profile(meter, { from: Math.max(0, from - rule.usualDays), until: from, cap });
  if (recent === undefined || usual === undefined) return [];
  const unmoved = likeness(recent, usual, 0);
  let [best, moved] = [unmoved, 0];
  for (let by = -11; by <= 12; by++) {
    const like = likeness(recent, usual, by);
    if (like > best) [best, moved] = [like, by];
  }
  if (moved === 0 || best < rule.likeness || best - unmoved < rule.betterBy) return [];
  const begin = use.span.dayStart[from] ?? 0;
  return [{ rule: 'clock-shift', from: begin, until: nowHour, gallons: 0, detail: { hours: moved } }];
}

/** The mean day of a stretch; undefined where too little is known about it. */
function profile(
  { use, nowHour }: MeterToValidate,
  { from, until, cap }: { readonly from: number; readonly until: number; readonly cap: number },
): Float64Array | undefined {
  const stretch = {
    from: use.span.dayStart[from] ?? 0,
    until: Math.min(nowHour, use.span.dayStart[until] ?? use.span.hours),
  };
  const { counts, days } = meanDay(use, stretch, cap);
  const used = new Set<number>();
  for (let hour = stretch.from; hour < stretch.until; hour++) {
    if ((use.counts[hour] ?? 0) > 0) used.add(use.span.dayOf[hour] ?? 0);
  }
  return used.size < fewestDays || days.some((known) => known < fewestDays) ? undefined : counts;
}

/** Pearson's correlation of one profile with another that lies `by` hours earlier; 0 where one is flat. */
function likeness(one: Float64Array, other: Float64Array, by: number): number {
  const mean = (of: Float64Array) => of.reduce((sum, value) => sum + value, 0) / 24;
  const [a, b] = [mean(one), mean(other)];
  let [both, mine, theirs] = [0, 0, 0];
  for (let clock = 0; clock < 24; clock++) {
    const x = (one[clock] ?? 0) - a;
    const y = (other[(clock - by + 24) % 24] ?? 0) - b;
    both += x * y;
    mine += x * x;
    theirs += y * y;
  }
  return mine === 0 || theirs === 0 ? 0 : both / Math.sqrt(mine * theirs);
}
