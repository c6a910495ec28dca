import { type Exact, exact, roundHalfAwayFromZero } from '../../kernel/index.ts';

/**
 * Amounts as they are shown, to `places` decimals of a dollar, that add up to the rounded total: each is what the rounded
 * running total rises by. Rounded one by one, thirty days would miss their month by some cents.
 */
export function roundedRunning(
  amounts: readonly (Exact | undefined)[],
  places: number,
): readonly (Exact | undefined)[] {
  const scale = 10n ** BigInt(places);
  let running = exact(0);
  let shown = 0n;
  return amounts.map((amount) => {
    if (amount === undefined) return undefined;
    running = running.add(amount);
    const upTo = roundHalfAwayFromZero(running.mul(scale));
    const rise = exact(upTo - shown).div(scale);
    shown = upTo;
    return rise;
  });
}
