import type { PastErrors } from './past-errors.ts';

/** Of ten bills, eight end in the range. */
const coverage = 0.8;
/** The errors of the utility's other homes count as this many stretches of the home's own. */
const stretchesOfOthers = 12;
/** With fewer stretches in all there is no range to be told. */
const minStretches = 6;

/**
 * The error that four of five forecasts stay below (split conformal prediction, weighted): the home's own errors and those
 * of other homes, each a sample of what the next may be. Fewer errors make a wider range. Undefined where there are too few.
 */
export function errorBound(own: PastErrors, others: readonly number[]): number | undefined {
  const stretches = own.stretches + (others.length === 0 ? 0 : stretchesOfOthers);
  if (stretches < minStretches) return undefined;
  const weighted = [
    ...own.errors.map((error) => ({ error, weight: own.stretches / own.errors.length })),
    ...others.map((error) => ({ error, weight: stretchesOfOthers / others.length })),
  ].toSorted((a, b) => a.error - b.error);
  // The one to come is a sample too: of n + 1, as conformal prediction has it.
  const within = coverage * (stretches + 1);
  let sum = 0;
  for (const { error, weight } of weighted) {
    sum += weight;
    if (sum >= within) return error;
  }
  return weighted.at(-1)?.error;
}
