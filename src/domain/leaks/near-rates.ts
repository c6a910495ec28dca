import { once } from './flow-view.ts';
import { maxOf, type ShownFlow, shownOf } from './hour-chances.ts';

/** A flow of so many counts an hour, and what a register shows of it. */
interface TriedRate {
  readonly rate: number;
  readonly shown: () => ShownFlow;
}

/** Rates next to each other that are looked at in bins of the same size. */
export interface NearRates {
  readonly countsABin: number;
  readonly rates: readonly TriedRate[];
  /** As much as of any of them: hours that this does not explain none of them does. */
  readonly shownOfAny: () => ShownFlow;
}

/** Rates so much apart are tried. */
const stepOfRates = 1.09;

/** Pressure moves a leak by so much; a flow is looked at in bins of an eighth of it, where the register counts so finely. */
const minOfRate = 0.92;
const maxOfRate = 1.09;
const binsOfRate = 8;

/** A register that counts less than this of a flow in an hour shows it in one hour and not in the next. */
const minCounts = 0.9;

/** More of them explain any hours too well; fewer of them are as many again to try. */
const ratesTogether = 3;

const kept = new Map<string, readonly NearRates[]>();

/** Of a few registers the same are asked for again and again. */
const maxKept = 64;

/** The rates that are tried from one to another, in counts. */
export function nearRates(min: number, max: number): readonly NearRates[] {
  const name = `${min} ${max}`;
  const before = kept.get(name);
  if (before !== undefined) return before;
  if (kept.size === maxKept) kept.clear();
  const near = newNearRates(min, max);
  kept.set(name, near);
  return near;
}

function newNearRates(min: number, max: number): readonly NearRates[] {
  const near: { readonly countsABin: number; readonly rates: TriedRate[] }[] = [];
  for (let rate = Math.max(minCounts, min); rate <= max; rate *= stepOfRates) {
    const countsABin = Math.max(1, Math.round(rate / binsOfRate));
    const bins = rate / countsABin;
    const one = { rate, shown: once(() => shownOf({ low: bins * minOfRate, high: bins * maxOfRate })) };
    const last = near.at(-1);
    if (last?.countsABin === countsABin && last.rates.length < ratesTogether) last.rates.push(one);
    else near.push({ countsABin, rates: [one] });
  }
  return near.map(({ countsABin, rates }) => ({
    ...{ countsABin, rates },
    shownOfAny: once(() => maxOf(rates.map(({ shown }) => shown()))),
  }));
}
