import { type Hours, once, type Usual, type View } from './flow-view.ts';
import { chainOf, evenChain, type HourChances, likelihood, likelihoodOfOne, likelihoodOfTwo } from './hidden-states.ts';
import { asUsual, type SeenHours, type ShownFlow, seenHours, type UsualChances, withFlow } from './hour-chances.ts';
import { type KnownFlow, knownCounts } from './known-flow.ts';
import { nearRates } from './near-rates.ts';
import { lowestOfRate, type RunningLeak } from './usual-hours.ts';

/** Of a window's hours at least so many show the flow alone, and at most so many lie below it. */
const minAlone = 0.12;
const maxBelow = 0.5;
const above = 1.15;

/** A leak stops in one of twenty hours, and starts again after seven. */
const leakChain = chainOf(
  [0.7, 0.3],
  [
    [0.95, 0.05],
    [0.14, 0.86],
  ],
);

/** Guests come for days. */
const guestsChain = evenChain(3, 48);

/** A house that may fill makes usual hours less likely, by so much at most. */
const houseOverUsual = 4;

/** A window's hours, as finely as a flow needs them. */
interface SeenFinely {
  readonly countsABin: number;
  readonly usual: UsualChances;
  readonly seen: SeenHours;
  /** How likely each hour is as it is usual; the logarithm of how likely all are. */
  readonly resting: HourChances;
  readonly likelyAsUsual: number;
  /** With twice and with three times as many at home; the logarithm of how likely all are in a house that may fill. */
  readonly fuller: () => { readonly twice: HourChances; readonly thrice: HourChances; readonly likely: number };
}

/** A flow that a window was tried for. */
export interface Tried extends SeenFinely {
  readonly rate: number;
  readonly leaking: HourChances;
  /** The logarithm of how likely the hours are with it. */
  readonly likely: number;
}

/** Which flows are tried, and how much likelier than a fuller house they must be. */
export interface WantedFlow {
  readonly minGallonsAnHour: number;
  readonly maxGallonsAnHour: number;
  readonly running: RunningLeak | undefined;
  readonly evidence: number;
}

/** How much likelier the hours are with the flow than in a house that may fill: the natural logarithm of the ratio. */
export const evidenceAgainstHouse = ({ likely, fuller }: Tried): number => likely - fuller().likely;

/** The flows that make a window's hours likelier than usual ones are, by so much that they can be a finding. */
export function* triedFlows(
  view: View,
  { begin, end }: Hours,
  { minGallonsAnHour, maxGallonsAnHour, running, evidence }: WantedFlow,
): Generator<Tried> {
  const { flow } = view;
  const counts = knownCounts(flow, begin, end).sort();
  const atLeast = evidence - houseOverUsual;
  let base: SeenFinely | undefined;
  let leaking = new Float64Array();
  for (const near of nearRates(minGallonsAnHour / flow.gallonsACount, maxGallonsAnHour / flow.gallonsACount)) {
    const alone = near.rates.filter(({ rate }) => showsAlone(counts, rate));
    if (alone.length === 0) continue;
    if (base?.countsABin !== near.countsABin) {
      const before = view.usual(begin, near.countsABin, running);
      if (before === undefined) return;
      base = seenFinely(flow, { begin, end }, near.countsABin, before);
      leaking = new Float64Array(base.resting.length);
    }
    // Cheap first: of most windows none explains the hours, and taken as one they need a look only.
    if (alone.length > 1 && overUsual(base, near.shownOfAny(), leaking) < atLeast) continue;
    for (const { rate, shown } of alone) {
      const over = overUsual(base, shown(), leaking);
      if (over >= atLeast) yield { ...base, rate, leaking: leaking.slice(), likely: over + base.likelyAsUsual };
    }
  }
}

/** How much likelier the hours are with a flow that may pause than as they are usual; how likely each is goes into `leaking`. */
function overUsual(
  { seen, usual, resting, likelyAsUsual }: SeenFinely,
  shown: ShownFlow,
  leaking: HourChances,
): number {
  withFlow(seen, usual, shown, leaking);
  return likelihoodOfTwo(leaking, resting, leakChain) - likelyAsUsual;
}

function seenFinely(flow: KnownFlow, hours: Hours, countsABin: number, before: Usual): SeenFinely {
  const seen = seenHours(flow, hours.begin, hours.end, countsABin);
  const usual = before.chances();
  const resting = asUsual(seen, usual);
  return {
    ...{ countsABin, usual, seen, resting },
    likelyAsUsual: likelihoodOfOne(resting),
    fuller: once(() => {
      const more = before.fuller();
      const [twice, thrice] = [asUsual(seen, more.twice), asUsual(seen, more.thrice)];
      return { twice, thrice, likely: likelihood([resting, twice, thrice], guestsChain) };
    }),
  };
}

export const lowestAt = (rate: number): number => rate * lowestOfRate - 1;

/** Whether enough of some hours, sorted, show a flow alone, and not too many lie below it. */
function showsAlone(sorted: Int32Array, rate: number): boolean {
  const [low, high] = [lowestAt(rate), rate * above + 1];
  let below = 0;
  while (below < sorted.length && (sorted[below] ?? 0) < low) below += 1;
  let until = below;
  while (until < sorted.length && (sorted[until] ?? 0) <= high) until += 1;
  return below <= sorted.length * maxBelow && until - below >= sorted.length * minAlone;
}
