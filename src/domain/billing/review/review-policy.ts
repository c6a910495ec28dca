import type { Cents } from '../../kernel/index.ts';

/** What is worth a person's look before a bill is owed; the words are `review.rule.<rule>`. */
export const reviewRules = [
  'high-use',
  'low-use',
  'zero-use',
  'meter-backwards',
  'estimated-again',
  'first-bill',
  'large-bill',
  'negative-bill',
  'long-period',
  'address-missing',
] as const;
export type ReviewRule = (typeof reviewRules)[number];

interface HighUse {
  /** So many times the same season of the year before. */
  readonly times: number;
  /** So many times the last months, where the season before is not known: summer is not spring. */
  readonly timesRecent: number;
  /** So many times what half of its class uses, where the meter has no past. */
  readonly timesClass: number;
  /** And at least so much more a day: three gallons and nine are both nothing. */
  readonly gallonsADay: number;
  /** More than this a day where neither the meter nor its class has a past. */
  readonly gallonsADayUnknown: number;
}

/** At most such a share, of what was at least so much a day. */
interface LowUse {
  readonly share: number;
  readonly shareRecent: number;
  readonly shareClass: number;
  readonly usualGallonsADay: number;
}

/** What counts as unusual for the meters of some rate classes; a rule that is left out is off. */
export interface ReviewThresholds {
  readonly high?: HighUse | undefined;
  readonly low?: LowUse | undefined;
  readonly large?: { readonly amount: Cents } | undefined;
}

interface ReviewClass {
  readonly name: string;
  /** The rate classes it is for; one class has none, and is for every other. */
  readonly rateClasses?: readonly string[] | undefined;
  readonly thresholds: ReviewThresholds;
}

/** `billing.review` of utility.yaml. */
export interface ReviewPolicy {
  /** Rules that are off. */
  readonly off: readonly ReviewRule[];
  /** Rules whose bills are shown and hold nothing up. */
  readonly shown: readonly ReviewRule[];
  /** Going back by at most such a share of its dials explains a count better than going up by all the rest. */
  readonly backwardsSharePercent: number;
  /** A class has a past where so many bills of it stand. */
  readonly minClassBills: number;
  readonly classes: readonly ReviewClass[];
}

export const thresholdsOf = ({ classes }: ReviewPolicy, rateClass: string): ReviewThresholds =>
  (
    classes.find(({ rateClasses }) => rateClasses?.includes(rateClass) === true) ??
    classes.find(({ rateClasses }) => rateClasses === undefined)
  )?.thresholds ?? {};
