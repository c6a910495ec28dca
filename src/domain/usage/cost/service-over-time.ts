import type { PricedService, ServiceFacts } from '../../billing/index.ts';
import { isOnOrBefore, type Period } from '../../kernel/index.ts';

/** A service point with the meters that stood there, oldest first: an exchange can change the size that is charged, and so can the class. */
export interface ServiceOverTime {
  /** Before the first of `classes`. */
  readonly rateClass: string;
  /** Said for bills that begin on a day or later; of one day the last one holds. */
  readonly classes: readonly { readonly rateClass: string; readonly fromOn: Temporal.PlainDate }[];
  readonly facts: Omit<ServiceFacts, 'meter_size'>;
  readonly meters: readonly { readonly size: string; readonly installedOn: Temporal.PlainDate }[];
}

/**
 * The service as a bill of these days prices it (`end` is the first no longer billed): by the class of its first day and the
 * meter in service at its end, as bills are calculated; before the first meter, by that one.
 */
export function serviceAt(
  { rateClass, classes, facts, meters }: ServiceOverTime,
  { start, end }: Period,
): PricedService {
  const said = classes.findLast(({ fromOn }) => isOnOrBefore(fromOn, start));
  const standing = meters.findLast(({ installedOn }) => isOnOrBefore(installedOn, end)) ?? meters[0];
  return { rateClass: said?.rateClass ?? rateClass, facts: { ...facts, meter_size: standing?.size ?? '' } };
}
