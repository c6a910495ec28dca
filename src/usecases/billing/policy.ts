import type { Utility } from '../../config/utility.ts';
import type { BillingPolicy } from '../../domain/billing/index.ts';
import type { TransitionPolicy } from '../../domain/transition/index.ts';
import { assistanceTerms, lateFeePolicy, promptPolicy } from '../receivables/index.ts';
import { transitionPolicy } from '../transition/index.ts';
import type { HourlyReadPolicy } from './hourly-reads.ts';

/** What posting a bill asks besides: what it says about the move from an old portal, where there is one. */
export interface PostingPolicy extends BillingPolicy {
  readonly move?: TransitionPolicy;
}

/** What `utility.yaml` says about bills, as the domain asks for it. */
export const billingPolicy = ({ billing, ...utility }: Utility): PostingPolicy => ({
  move: transitionPolicy(utility),
  dueDays: billing.due_days.value,
  minimumDays: billing.minimum_days,
  review: billing.review.rules,
  postsWithoutApproval: !billing.review.secondPerson,
  lateFee: lateFeePolicy({ billing }),
  deposits: promptPolicy(utility),
  assistance: assistanceTerms(utility),
  recurringFees: utility.fees.recurring.map(({ id, name, amount_a_month }) => ({
    id,
    name,
    amountAMonth: amount_a_month,
    sample: utility.fees.sample,
  })),
});

/** The same where nobody is to look at the bills again: one bill of a named analyst, or those of years gone by. */
export function unreviewedPolicy(utility: Utility): BillingPolicy {
  const { review: _, ...policy } = billingPolicy(utility);
  return { ...policy, postsWithoutApproval: true };
}

/** What it says about reads that are made from hours. */
export const hourlyReadPolicy = ({ time_zone, vee }: Utility): HourlyReadPolicy => ({
  zone: time_zone,
  weeks: vee.likeDayWeeks,
  maxMissingPercent: vee.maxMissingPercent,
});
