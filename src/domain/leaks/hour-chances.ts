import type { HourChances } from './hidden-states.ts';
import { type KnownFlow, unknown } from './known-flow.ts';
import { hoursAround, hoursInBins, type UsualHours } from './usual-hours.ts';

const clocks = 24;

/** Bins of counts an hour; the last has all that is more. */
const bins = 64;
const lastBin = bins - 1;

/** For each hour of the clock, how likely a meter is to show each bin, worked out as far as it is asked for. */
export interface UsualChances {
  readonly chances: Float64Array;
  /** The chances of an hour of the clock are there up to this bin. */
  readonly fillTo: (clock: number, bin: number) => void;
}

/** So much of what a bin shows is spread over the bins around it, so far: few hours were seen, and the next will differ a little. */
const spreadShare = 0.5;
const spreadOver = 0.15;

/** As if half an hour had shown anything at all. */
const unseen = 0.5;

/** One hour of fifty shows what nothing explains: a bad count, an hour's water that was counted in the next. */
const unexplained = 0.02;

/** Of each bin, how many bins what it shows is spread over, and the first and the last bin that spread to it. */
const spread = Array.from({ length: bins }, (_, bin) => {
  const apart = Math.max(1, Math.round(bin * spreadOver));
  return { from: Math.max(1, bin - apart), to: Math.min(lastBin, bin + apart) };
});
const spreadTo = Float64Array.from(spread, ({ from, to }) => spreadShare / (to - from + 1));
const reaches = (bin: number) => (one: { readonly from: number; readonly to: number }, of: number) =>
  of > 0 && one.from <= bin && one.to >= bin;
const firstReaching = Uint8Array.from(spread, (_, bin) => Math.max(0, spread.findIndex(reaches(bin))));
const lastReaching = Uint8Array.from(spread, (_, bin) => Math.max(0, spread.findLastIndex(reaches(bin))));

/** What is shown at one hour of the clock, while its chances are worked out. */
const shown = new Float64Array(bins);

/** By what the meter showed on the days before. */
export function usualChances(usual: UsualHours): UsualChances {
  return asFarAsAsked((chances, { clock, from, last }) => {
    hoursInBins(usual, clock, lastReaching[last] ?? lastBin, shown);
    const all = hoursAround(usual, clock) + unseen;
    for (let bin = from; bin <= last; bin += 1) {
      chances[clock * bins + bin] = (showsNear(shown, bin) + unseen / bins) / all;
    }
  });
}

/** Bins of an hour of the clock to be worked out, `from` to `last`. */
interface AskedBins {
  readonly clock: number;
  readonly from: number;
  readonly last: number;
}

/** So many bins are worked out together: an hour asks for a few more than the one before. */
const binsAtOnce = 8;

/** Chances of which each hour of the clock is worked out once, as far as is asked. */
function asFarAsAsked(workOut: (chances: Float64Array, asked: AskedBins) => void): UsualChances {
  const chances = new Float64Array(clocks * bins);
  const filled = new Uint8Array(clocks);
  return {
    chances,
    fillTo(clock, asked) {
      const from = filled[clock] ?? 0;
      if (asked < from) return;
      const last = asked | (binsAtOnce - 1);
      filled[clock] = last + 1;
      workOut(chances, { clock, from, last });
    },
  };
}

/** Hours of a bin, with what is spread to it. */
function showsNear(shown: Float64Array, bin: number): number {
  const here = shown[bin] ?? 0;
  // An hour without water is that, and no hour of little.
  if (bin === 0) return here;
  let hours = here * (1 - spreadShare);
  const until = lastReaching[bin] ?? 0;
  for (let of = firstReaching[bin] ?? 0; of <= until; of += 1) hours += (shown[of] ?? 0) * (spreadTo[of] ?? 0);
  return hours;
}

/**
 * How likely each bin is where two such households are at home: what both show, added up. The whole of it takes 60 µs, and
 * most hours of most homes are of few bins.
 */
export function together(one: UsualChances, other: UsualChances): UsualChances {
  return asFarAsAsked((chances, { clock, from, last }) => {
    const row = clock * bins;
    // What is more than the bins hold is what no other bin has.
    const end = Math.min(last + 1, lastBin);
    one.fillTo(clock, end - 1);
    other.fillTo(clock, end - 1);
    for (let sum = from; sum < end; sum += 1) {
      let chance = 0;
      for (let bin = 0; bin <= sum; bin += 1) {
        chance += (one.chances[row + bin] ?? 0) * (other.chances[row + sum - bin] ?? 0);
      }
      chances[row + sum] = chance;
    }
    if (last !== lastBin) return;
    let all = 0;
    for (let bin = 0; bin < lastBin; bin += 1) all += chances[row + bin] ?? 0;
    chances[row + lastBin] = Math.max(0, 1 - all);
  });
}

/** The known hours of a stretch: where the chances of what each shows stand, by its hour of the clock and its bin. */
export type SeenHours = Uint16Array;

export function seenHours(flow: KnownFlow, begin: number, end: number, countsABin: number): SeenHours {
  const places = new Uint16Array(end - begin);
  const { hourOfDay } = flow.span;
  let known = 0;
  for (let hour = begin; hour < end; hour += 1) {
    const count = flow.counts[hour] ?? unknown;
    if (count === unknown) continue;
    places[known] = (hourOfDay[hour] ?? 0) * bins + Math.min(lastBin, Math.floor(count / countsABin));
    known += 1;
  }
  return known === places.length ? places : places.subarray(0, known);
}

/** A flow that is added to an hour, in bins: each as likely from one to the other. */
export interface AddedRange {
  readonly low: number;
  readonly high: number;
}

/** How likely each hour is as it is usual. */
export function asUsual(places: SeenHours, { chances: usual, fillTo }: UsualChances): HourChances {
  const chances = new Float64Array(places.length);
  for (let index = 0; index < places.length; index += 1) {
    const place = places[index] ?? 0;
    fillTo(Math.floor(place / bins), place % bins);
    chances[index] = explained(usual[place] ?? 0);
  }
  return chances;
}

/** The same where one and the same flow is added to every hour; `asUsual` of the same hours was asked for before. */
export function withFlow(places: SeenHours, usual: UsualChances, flow: ShownFlow, into: HourChances): void {
  for (let index = 0; index < places.length; index += 1) into[index] = chanceWith(usual, flow, places[index] ?? 0);
}

/** The same where each hour of the clock has a flow of its own, if it has one. */
export function withFlowByClock(
  places: SeenHours,
  usual: UsualChances,
  flowAt: (clock: number) => AddedRange | undefined,
): HourChances {
  const shown = Array.from({ length: clocks }, (_, clock) => {
    const flow = flowAt(clock);
    return flow === undefined ? nothingAdded : shownOf(flow);
  });
  return Float64Array.from(places, (place) =>
    chanceWith(usual, shown[Math.floor(place / bins)] ?? nothingAdded, place),
  );
}

function chanceWith({ chances: usual }: UsualChances, { from, shares }: ShownFlow, place: number): number {
  const bin = place % bins;
  // Of what is more than the bins hold, how much of it was added cannot be told.
  if (bin === lastBin) return explained(usual[place] ?? 0);
  const last = Math.min(shares.length - 1, bin);
  let chance = 0;
  for (let more = from; more <= last; more += 1) chance += (shares[more] ?? 0) * (usual[place - more] ?? 0);
  return explained(chance);
}

const explained = (chance: number): number => chance * (1 - unexplained) + unexplained / bins;

/** How often a register shows so many bins of a flow, from the least that it shows on. */
export interface ShownFlow {
  readonly from: number;
  readonly shares: Float64Array;
}

const nothingAdded: ShownFlow = { from: 0, shares: Float64Array.of(1) };

const stepsOfRange = 24;

/** What a register shows of a flow: it turns with the water, so that 1.3 are now one count and now two. */
export function shownOf({ low, high }: AddedRange): ShownFlow {
  const shares = new Float64Array(Math.ceil(high) + 2);
  for (let step = 0; step < stepsOfRange; step += 1) {
    const flow = low + ((high - low) * (step + 0.5)) / stepsOfRange;
    const whole = Math.floor(flow);
    shares[whole] = (shares[whole] ?? 0) + (1 - (flow - whole)) / stepsOfRange;
    shares[whole + 1] = (shares[whole + 1] ?? 0) + (flow - whole) / stepsOfRange;
  }
  return { from: Math.floor(low), shares };
}

/** As much of each bin as any of some flows shows: with it no hour is less likely than with one of them. */
export function maxOf(flows: readonly ShownFlow[]): ShownFlow {
  const shares = new Float64Array(Math.max(...flows.map((flow) => flow.shares.length)));
  for (const flow of flows) {
    for (const [bin, share] of flow.shares.entries()) shares[bin] = Math.max(shares[bin] ?? 0, share);
  }
  return { from: Math.min(...flows.map(({ from }) => from)), shares };
}
