/** Pressure moves a leak by a few percent, and a register shows a count more or less. */
const below = 0.9;
const above = 1.15;

/** Whether an hour shows a leak of `base` counts alone: the same again and again, as no household draws water. */
export const isSteady = (count: number, base: number): boolean =>
  count >= base * below - 1 && count <= base * above + 1;

/** Of the hours of a run or of nights, the share that may lie below what is taken for their leak: nothing runs under a leak. */
export const belowLeak = 0.03;

/**
 * The flow that most of these hours show alone, and the share of them that does. It is looked for in their lower half: a
 * leak runs under what a household draws. At most the share `maxBelow` of them may lie below it.
 */
export function steadyFlowOf(counts: Int32Array, maxBelow = 1): { readonly base: number; readonly share: number } {
  const sorted = counts.slice().sort();
  let base = 0;
  let max = 0;
  let from = 0;
  let until = 0;
  for (let index = 0; index < sorted.length / 2; index += 1) {
    const tried = sorted[index] ?? 0;
    while ((sorted[from] ?? 0) < tried * below - 1) from += 1;
    if (from > sorted.length * maxBelow) break;
    while (until < sorted.length && (sorted[until] ?? 0) <= tried * above + 1) until += 1;
    if (until - from <= max) continue;
    max = until - from;
    base = tried;
  }
  return { base, share: sorted.length === 0 ? 0 : max / sorted.length };
}
