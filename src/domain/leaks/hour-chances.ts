import type { HourChances } from './hidden-states.ts';
import { type KnownFlow, knownCount, unknown } from './known-flow.ts';
import { hoursShowing, type UsualHours } from './usual-hours.ts';

const clocks = 24;

/** Bins of counts an hour; the last has all that is more. */
const bins = 64;
const lastBin = bins - 1;

/** For each hour of the clock, how likely a meter is to show each bin. */
export type UsualChances = Float64Array;

/** So much of what a bin shows is spread over the bins around it, so far: few hours were seen, and the next will differ a little. */
const spreadShare = 0.5;
const spreadOver = 0.15;

/** As if half an hour had shown anything at all. */
const unseen = 0.5;

/** One hour of fifty shows what nothing explains: a bad count, an hour's water that was counted in the next. */
const unexplained = 0.02;

/** By what the meter showed on the days before. */
export function usualChances(usual: UsualHours): UsualChances {
  const chances = new Float64Array(clocks * bins);
  for (let clock = 0; clock < clocks; clock += 1) {
    const row = chances.subarray(clock * bins, (clock + 1) * bins);
    let hours = 0;
    for (let bin = 0; bin < bins; bin += 1) {
      const shown = hoursShowing(usual, clock, bin, bin === lastBin);
      hours += shown;
      // An hour without water is that, and no hour of little.
      const kept = bin === 0 ? 1 : 1 - spreadShare;
      row[bin] = (row[bin] ?? 0) + shown * kept;
      if (bin === 0) continue;
      const apart = Math.max(1, Math.round(bin * spreadOver));
      const [from, to] = [Math.max(1, bin - apart), Math.min(lastBin, bin + apart)];
      const share = (shown * spreadShare) / (to - from + 1);
      for (let near = from; near <= to; near += 1) row[near] = (row[near] ?? 0) + share;
    }
    for (let bin = 0; bin < bins; bin += 1) row[bin] = ((row[bin] ?? 0) + unseen / bins) / (hours + unseen);
  }
  return chances;
}

/** How likely each bin is where two such households are at home: what both show, added up. */
export function together(one: UsualChances, other: UsualChances): UsualChances {
  const both = new Float64Array(one.length);
  for (let row = 0; row < one.length; row += bins) {
    let all = 0;
    for (let sum = 0; sum < lastBin; sum += 1) {
      let chance = 0;
      for (let bin = 0; bin <= sum; bin += 1) chance += (one[row + bin] ?? 0) * (other[row + sum - bin] ?? 0);
      both[row + sum] = chance;
      all += chance;
    }
    both[row + lastBin] = Math.max(0, 1 - all);
  }
  return both;
}

/** The known hours of a stretch: the hour of the clock, and the bin, of each. */
export interface SeenHours {
  readonly clocks: Uint8Array;
  readonly bins: Uint8Array;
  /** Which hours of the span they are. */
  readonly hours: Int32Array;
}

export function seenHours(flow: KnownFlow, begin: number, end: number, countsABin: number): SeenHours {
  const seen = {
    clocks: new Uint8Array(end - begin),
    bins: new Uint8Array(end - begin),
    hours: new Int32Array(end - begin),
  };
  let known = 0;
  for (let hour = begin; hour < end; hour += 1) {
    const count = knownCount(flow, hour);
    if (count === unknown) continue;
    seen.clocks[known] = flow.span.hourOfDay[hour] ?? 0;
    seen.bins[known] = Math.min(lastBin, Math.floor(count / countsABin));
    seen.hours[known] = hour;
    known += 1;
  }
  return {
    clocks: seen.clocks.subarray(0, known),
    bins: seen.bins.subarray(0, known),
    hours: seen.hours.subarray(0, known),
  };
}

/** A flow that is added to an hour, in bins: each as likely from one to the other. */
export interface AddedRange {
  readonly low: number;
  readonly high: number;
}

/** How likely each hour is as it is usual. */
export const asUsual = (seen: SeenHours, usual: UsualChances): HourChances =>
  chancesOf(seen, usual, () => nothingAdded);

/** The same where one and the same flow is added to every hour. */
export function withFlow(seen: SeenHours, usual: UsualChances, flow: AddedRange): HourChances {
  const shown = shownOf(flow);
  return chancesOf(seen, usual, () => shown);
}

/** The same where each hour of the clock has a flow of its own, if it has one. */
export function withFlowByClock(
  seen: SeenHours,
  usual: UsualChances,
  flowAt: (clock: number) => AddedRange | undefined,
): HourChances {
  const shown = Array.from({ length: clocks }, (_, clock) => {
    const flow = flowAt(clock);
    return flow === undefined ? nothingAdded : shownOf(flow);
  });
  return chancesOf(seen, usual, (clock) => shown[clock] ?? nothingAdded);
}

function chancesOf(seen: SeenHours, usual: UsualChances, shownAt: (clock: number) => Float64Array): HourChances {
  const chances = new Float64Array(seen.bins.length);
  for (let index = 0; index < chances.length; index += 1) {
    const clock = seen.clocks[index] ?? 0;
    const bin = seen.bins[index] ?? 0;
    const row = clock * bins;
    const added = shownAt(clock);
    // Of what is more than the bins hold, how much of it was added cannot be told.
    let chance = bin === lastBin ? (usual[row + lastBin] ?? 0) : 0;
    for (let more = 0; bin < lastBin && more < added.length && more <= bin; more += 1) {
      chance += (added[more] ?? 0) * (usual[row + bin - more] ?? 0);
    }
    chances[index] = chance * (1 - unexplained) + unexplained / bins;
  }
  return chances;
}

const nothingAdded = Float64Array.of(1);

const stepsOfRange = 24;

/** What a register shows of a flow: it turns with the water, so that 1.3 are now one count and now two. */
function shownOf({ low, high }: AddedRange): Float64Array {
  const shown = new Float64Array(Math.ceil(high) + 2);
  for (let step = 0; step < stepsOfRange; step += 1) {
    const flow = low + ((high - low) * (step + 0.5)) / stepsOfRange;
    const whole = Math.floor(flow);
    shown[whole] = (shown[whole] ?? 0) + (1 - (flow - whole)) / stepsOfRange;
    shown[whole + 1] = (shown[whole + 1] ?? 0) + (flow - whole) / stepsOfRange;
  }
  return shown;
}
