import type { Cents } from '../../kernel/index.ts';

/** The utility's rule of credits for leaks. */
export interface CreditRule {
  /** Of what the leak added to the bills, in percent. */
  readonly sharePercent: number;
  /** The most that one leak is credited. */
  readonly cap: Cents;
  /** At most this many bills, those with the most of the leak. */
  readonly bills: number;
  /** The bills before the leak that say what is usual. */
  readonly usualBills: number;
  /** A leak that added less gallons is not credited. */
  readonly minGallons: number;
  /** Days after the leak stopped in which it can be asked. */
  readonly askWithinDays: number;
  /** Months from one credit to the next. */
  readonly onceInMonths: number;
  readonly sample: boolean;
}
