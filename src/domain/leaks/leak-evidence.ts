import { type KnownFlow, knownCount, unknown } from './known-flow.ts';
import { hoursWithin, type UsualHours } from './usual-hours.ts';

/** What pressure makes of a leak's rate, and a count of the register more or less. */
const min = 0.92;
const max = 1.1;
const count = 1;

/** A leak that pauses rests a third of its hours; it stops in one of twenty hours, and starts again after seven. */
const rests = 0.3;
const stops = 0.05;
const starts = 0.14;

/** As if half an hour had shown whatever is looked for: nothing is impossible. */
const floor = 0.5;

/** One hour says no more than this for a leak, and no more than that against it: it may be a guest, or a bad count. */
const maxPerHour = 10;
const minPerHour = 0.02;

/**
 * How much likelier these hours are with a leak of `rate` counts added to what is usual, which may pause, than without: the
 * logarithm of the ratio. An hour with a leak shows what is usual at that hour of the clock and the rate above it. Whether
 * the leak runs or rests goes on from hour to hour as a chain of two states (L. R. Rabiner, A Tutorial on Hidden Markov
 * Models, Proc. IEEE 77, 1989: the forward procedure).
 */
export function leakEvidence(
  flow: KnownFlow,
  { begin, end }: { readonly begin: number; readonly end: number },
  rate: number,
  usual: UsualHours,
): number {
  let evidence = 0;
  let running = 1 - rests;
  for (let hour = begin; hour < end; hour += 1) {
    const counted = knownCount(flow, hour);
    if (counted === unknown) continue;
    const ratio = ratioOfHour(usual, flow.span.hourOfDay[hour] ?? 0, counted, rate);
    const runs = (running * (1 - stops) + (1 - running) * starts) * ratio;
    const pauses = running * stops + (1 - running) * (1 - starts);
    evidence += Math.log(runs + pauses);
    running = runs / (runs + pauses);
  }
  return evidence;
}

function ratioOfHour(usual: UsualHours, clock: number, counted: number, rate: number): number {
  const low = counted - max * rate - count;
  const high = counted - min * rate + count;
  const half = (high - low) / 2;
  const withLeak = high < 0 ? 0 : hoursWithin(usual, clock, low, high);
  const without = hoursWithin(usual, clock, counted - half, counted + half) + floor;
  return Math.min(maxPerHour, Math.max(minPerHour, withLeak / without));
}
