import { dayNumber, isOnOrBefore } from '../kernel/index.ts';
import type { PricedService } from './price-service.ts';
import type { RateBook } from './rate-book.ts';

/** The months that the rates in force on a day are written for: of several service points the most. */
export function periodMonthsOf(
  services: readonly Pick<PricedService, 'rateClass'>[],
  rates: RateBook,
  on: Temporal.PlainDate,
): number {
  const months = services.map(({ rateClass }) => {
    const inForce = rates(rateClass).filter(({ effectiveOn }) => isOnOrBefore(effectiveOn, on));
    return inForce.toSorted((a, b) => dayNumber(a.effectiveOn) - dayNumber(b.effectiveOn)).at(-1)?.periodMonths;
  });
  return Math.max(1, ...months.map((one) => one ?? 1));
}
