import type { RateVersion, ServiceFacts } from '../billing/index.ts';
import { type Cents, exact, sumCents } from '../kernel/index.ts';

/** A running period, as far as its hours are known. */
export interface RunningUse {
  readonly gallons: number;
  readonly knownHours: number;
  readonly hours: number;
}

/** Before a week is known, or with a tenth of the hours missing, a pace says nothing. */
const leastHours = 7 * 24;
const leastKnown = 0.9;
const monthDays = 30;

/**
 * What an ordinary month's bill comes to if the water goes on as it has run since the period began: no forecast of the
 * weather or of holidays, and said so. Undefined where too little is known, or the class has no rates.
 */
export function billAtThisPace(
  use: RunningUse,
  { versions, facts, on }: { versions: readonly RateVersion[]; facts: ServiceFacts; on: Temporal.PlainDate },
): Cents | undefined {
  if (use.knownHours < leastHours || use.knownHours < use.hours * leastKnown) return undefined;
  const inForce = versions
    .filter(({ effectiveOn }) => Temporal.PlainDate.compare(effectiveOn, on) <= 0)
    .toSorted((a, b) => Temporal.PlainDate.compare(a.effectiveOn, b.effectiveOn))
    .at(-1);
  const gallons = exact(Math.round((use.gallons / use.knownHours) * 24 * monthDays));
  const priced = inForce?.price({ gallons, months: exact(1), days: monthDays, periodDays: monthDays, facts });
  return priced?.ok === true ? sumCents(priced.value.map(({ amount }) => amount)) : undefined;
}
