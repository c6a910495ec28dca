import type { PricedService, ServiceFacts } from '../../billing/index.ts';
import { isOnOrBefore } from '../../kernel/index.ts';

/** A service point with the meters that stood there, oldest first: an exchange can change the size that is charged. */
export interface ServiceOverTime {
  readonly rateClass: string;
  readonly facts: Omit<ServiceFacts, 'meter_size'>;
  readonly meters: readonly { readonly size: string; readonly installedOn: Temporal.PlainDate }[];
}

/**
 * The service as a bill that ends on `end` (the first day no longer billed) prices it: by the meter in service at its end,
 * as bills are calculated; before the first meter, by that one.
 */
export function serviceAt({ rateClass, facts, meters }: ServiceOverTime, end: Temporal.PlainDate): PricedService {
  const standing = meters.findLast(({ installedOn }) => isOnOrBefore(installedOn, end)) ?? meters[0];
  return { rateClass, facts: { ...facts, meter_size: standing?.size ?? '' } };
}
