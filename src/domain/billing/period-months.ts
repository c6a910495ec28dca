import { isOnOrBefore } from '../kernel/index.ts';
import type { PricedService } from './price-service.ts';
import type { RateBook } from './rate-book.ts';

/** The months that the rates in force on a day are written for: of several service points the most. */
export function periodMonthsOf(
  services: readonly Pick<PricedService, 'rateClass'>[],
  rates: RateBook,
  on: Temporal.PlainDate,
): number {
  const inForce = services.map(({ rateClass }) =>
    rates(rateClass).findLast(({ effectiveOn }) => isOnOrBefore(effectiveOn, on)),
  );
  return Math.max(1, ...inForce.map((version) => version?.periodMonths ?? 1));
}
