import type { Utility } from '../../../config/utility.ts';
import type { CreditRule } from '../../../domain/credits/index.ts';

/** What `utility.yaml` says about credits for leaks. */
export const creditRule = ({ leak_credit }: Pick<Utility, 'leak_credit'>): CreditRule => ({
  sharePercent: leak_credit.share_percent,
  cap: leak_credit.cap,
  bills: leak_credit.bills,
  usualBills: leak_credit.usual_bills,
  minGallons: leak_credit.least_gallons,
  askWithinDays: leak_credit.ask_within_days,
  onceInMonths: leak_credit.once_in_months,
  sample: leak_credit.sample,
});
