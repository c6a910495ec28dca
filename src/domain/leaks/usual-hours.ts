import { type KnownFlow, unknown } from './known-flow.ts';

/** A leak that is known to run: from this hour of the span, so many counts an hour. */
export interface RunningLeak {
  readonly begin: number;
  readonly rate: number;
}

/** What a meter showed at each hour of the clock on days before: how often, in bins of so many counts. */
export interface UsualHours {
  readonly countsABin: number;
  /** For each hour of the clock, and after them for all together: hours below the bin, `bins` + 1 of them. */
  readonly below: Uint16Array;
  /** No hour is of a bin above this. */
  readonly top: number;
}

/** An hour of more than this, in bins, is one of the last. */
const bins = 256;
const row = bins + 1;
const allHours = 24;

/** With less than this share of the middle day's use, nobody was at home: no usual day. */
const absentShare = 0.3;

/** With fewer days, what is usual is not known. */
export const minUsualDays = 10;

/**
 * The hours of the days `from` up to, not including, `to`, without what a leak that is known to run added to them;
 * undefined where too few days are known.
 */
export function usualHours(
  flow: KnownFlow,
  { from, to }: { readonly from: number; readonly to: number },
  { countsABin, running }: { readonly countsABin: number; readonly running: RunningLeak | undefined },
): UsualHours | undefined {
  const days = usualDays(flow, from, to);
  if (days.length < minUsualDays) return undefined;
  const below = new Uint16Array((allHours + 1) * row);
  let top = 0;
  const { counts } = flow;
  const { dayStart, hourOfDay } = flow.span;
  for (const day of days) {
    const until = dayStart[day + 1] ?? 0;
    for (let hour = dayStart[day] ?? 0; hour < until; hour += 1) {
      const count = counts[hour] ?? unknown;
      if (count === unknown) continue;
      const own = running !== undefined && hour >= running.begin ? withoutLeak(count, running.rate) : count;
      const above = Math.min(bins - 1, Math.floor(own / countsABin)) + 1;
      if (above > top) top = above;
      const clock = hourOfDay[hour] ?? 0;
      below[clock * row + above] = (below[clock * row + above] ?? 0) + 1;
      below[allHours * row + above] = (below[allHours * row + above] ?? 0) + 1;
    }
  }
  for (let from = 0; from < below.length; from += row) {
    let hours = 0;
    for (let at = from; at < from + top; at += 1) {
      hours += below[at] ?? 0;
      below[at] = hours;
    }
    below.fill(hours + (below[from + top] ?? 0), from + top, from + row);
  }
  return { countsABin, below, top: Math.max(0, top - 1) };
}

/** Bins as fine as a flow of so many counts needs them: a sixty-fourth of it, or a thirtieth. */
export const binFor = (rate: number): number => 2 ** Math.max(0, Math.ceil(Math.log2(rate / 64)));

/** How much lower than its rate a leak may show in an hour. */
export const lowestOfRate = 0.88;

const withoutLeak = (count: number, rate: number): number =>
  count >= rate * lowestOfRate - 1 ? Math.max(0, count - rate) : count;

function usualDays(flow: KnownFlow, from: number, to: number): number[] {
  const { counts } = flow;
  const use = new Float64Array(to - from);
  for (let day = from; day < to; day += 1) {
    let all = 0;
    const until = flow.span.dayStart[day + 1] ?? 0;
    for (let hour = flow.span.dayStart[day] ?? 0; hour < until; hour += 1) all += Math.max(0, counts[hour] ?? 0);
    use[day - from] = all;
  }
  const middle = use.slice().sort()[Math.floor(use.length / 2)] ?? 0;
  const days: number[] = [];
  for (let day = from; day < to; day += 1) {
    const all = use[day - from] ?? 0;
    if (all > 0 && all >= middle * absentShare) days.push(day);
  }
  return days;
}

/** So many hours of the whole day weigh with those at the hour of the clock: chance is not taken for a habit. */
const hoursOfAll = 6;

/** How many of the usual hours at this hour of the clock, one before and one after it showed `low` to `high` counts. */
export function hoursWithin({ below, countsABin }: UsualHours, clock: number, low: number, high: number): number {
  const from = Math.min(bins, Math.max(0, Math.ceil(low / countsABin)));
  const until = Math.min(bins, Math.max(from, Math.floor(high / countsABin) + 1));
  const at = (hour: number): number => (below[hour * row + until] ?? 0) - (below[hour * row + from] ?? 0);
  const ofAll = at(allHours) / Math.max(1, below[allHours * row + bins] ?? 0);
  return at((clock + 23) % 24) + at(clock) + at((clock + 1) % 24) + hoursOfAll * ofAll;
}

/**
 * The same of each bin, so many of them, at hours of the clock, into bins of nothing; the last has all that is more. Of all
 * hours together a bin has one's worth for each of `hoursOfAll`. Gives how many hours they are together.
 */
export function hoursInBins({ below, top }: UsualHours, count: number): (clock: number, into: Float64Array) => number {
  const shows = (hour: number, bin: number): number =>
    (below[hour * row + (bin === count - 1 ? bins : bin + 1)] ?? 0) - (below[hour * row + bin] ?? 0);
  const total = Math.max(1, below[allHours * row + bins] ?? 0);
  const until = Math.min(count - 1, top);
  const ofAll = new Float64Array(until + 1);
  for (let bin = 0; bin <= until; bin += 1) ofAll[bin] = hoursOfAll * (shows(allHours, bin) / total);
  return (clock, into) => {
    const [before, after] = [(clock + 23) % 24, (clock + 1) % 24];
    let hours = 0;
    for (let bin = 0; bin <= until; bin += 1) {
      const here = shows(before, bin) + shows(clock, bin) + shows(after, bin) + (ofAll[bin] ?? 0);
      into[bin] = here;
      hours += here;
    }
    return hours;
  };
}
