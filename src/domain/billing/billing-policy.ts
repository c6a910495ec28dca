import type { Cents } from '../kernel/index.ts';
import type { AssistanceTerms } from './assistance-line.ts';
import type { RecurringFeeKind } from './recurring-fee-line.ts';
import type { ReviewPolicy } from './review/review-policy.ts';

/** What a utility decides about its bills (`billing` of utility.yaml). */
export interface BillingPolicy {
  /** Days from issue to due date. */
  readonly dueDays: number;
  /** The least time a first or final bill is billed for. */
  readonly minimumDays: number;
  readonly lateFee: LateFeePolicy;
  /** What `recurringFees` and `assistance` of an account are; what is not here is on no bill. */
  readonly recurringFees?: readonly RecurringFeeKind[];
  readonly assistance?: readonly AssistanceTerms[];
  /** When paying in time gives a deposit back; undefined: only the final bill does. */
  readonly deposits?: {
    readonly bills: number;
    readonly graceDays: number;
    readonly returnStartsAgain: boolean;
  };
  /** What a person is to look at before bills are owed; undefined: nothing is looked for. */
  readonly review?: ReviewPolicy;
  /** A run is posted as it was calculated; otherwise only after a second person approved it. */
  readonly postsWithoutApproval?: boolean;
}

/** Added once to a bill, `afterDays` after it was due, where at least `minimum` of it is still unpaid. */
export interface LateFeePolicy {
  readonly afterDays: number;
  readonly amount: Cents;
  readonly minimum: Cents;
  /** True where the utility has not published it. */
  readonly sample: boolean;
}
