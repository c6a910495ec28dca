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
  const tops = new Uint16Array(allHours);
  const { counts } = flow;
  const { dayStart, hourOfDay } = flow.span;
  for (const day of days) {
    const until = dayStart[day + 1] ?? 0;
    for (let hour = dayStart[day] ?? 0; hour < until; hour += 1) {
      const count = counts[hour] ?? unknown;
      if (count === unknown) continue;
      const own = running !== undefined && hour >= running.begin ? withoutLeak(count, running.rate) : count;
      const above = Math.min(bins - 1, Math.floor(own / countsABin)) + 1;
      const clock = hourOfDay[hour] ?? 0;
      if (above > (tops[clock] ?? 0)) tops[clock] = above;
      below[clock * row + above] = (below[clock * row + above] ?? 0) + 1;
      below[allHours * row + above] = (below[allHours * row + above] ?? 0) + 1;
    }
  }
  let highest = 0;
  for (let clock = 0; clock <= allHours; clock += 1) {
    // An hour of the clock at which no garden is watered is of few bins.
    const top = clock === allHours ? highest : (tops[clock] ?? 0);
    highest = Math.max(highest, top);
    const from = clock * row;
    let hours = 0;
    for (let at = from; at <= from + top; at += 1) {
      hours += below[at] ?? 0;
      below[at] = hours;
    }
    below.fill(hours, from + top + 1, from + row);
  }
  return { countsABin, below };
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
  const [before, here, after] = [((clock + 23) % 24) * row, clock * row, ((clock + 1) % 24) * row];
  const less = (below[before + from] ?? 0) + (below[here + from] ?? 0) + (below[after + from] ?? 0);
  const more = (below[before + until] ?? 0) + (below[here + until] ?? 0) + (below[after + until] ?? 0);
  const ofAll = (below[allHours * row + until] ?? 0) - (below[allHours * row + from] ?? 0);
  return more - less + hoursOfAll * (ofAll / Math.max(1, below[allHours * row + bins] ?? 0));
}

/** How many hours those at this hour of the clock, one before and one after it are together, with those of the whole day. */
export function hoursAround({ below }: UsualHours, clock: number): number {
  const at = (hour: number): number => below[hour * row + bins] ?? 0;
  return at((clock + 23) % 24) + at(clock) + at((clock + 1) % 24) + hoursOfAll;
}

/** The same of each bin, from the first up to one; the last of `into` has all that is more. */
export function hoursInBins({ below }: UsualHours, clock: number, last: number, into: Float64Array): void {
  const [before, here, after] = [((clock + 23) % 24) * row, clock * row, ((clock + 1) % 24) * row];
  const whole = allHours * row;
  const weight = hoursOfAll / Math.max(1, below[whole + bins] ?? 0);
  let [shown, ofAll] = [0, 0];
  for (let bin = 0; bin <= last; bin += 1) {
    const next = bin === into.length - 1 ? bins : bin + 1;
    const shownNext = (below[before + next] ?? 0) + (below[here + next] ?? 0) + (below[after + next] ?? 0);
    const ofAllNext = below[whole + next] ?? 0;
    into[bin] = shownNext - shown + (ofAllNext - ofAll) * weight;
    [shown, ofAll] = [shownNext, ofAllNext];
  }
}
