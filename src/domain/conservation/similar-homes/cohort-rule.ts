/** What can make two homes alike. */
export const homeTraits = ['class', 'cycle', 'people', 'home', 'garden', 'pool'] as const;
export type HomeTrait = (typeof homeTraits)[number];

/** No utility can show a smaller cohort than this many other homes. */
export const fewestHomes = 10;

/** The utility's rule of comparison. */
export interface CohortRule {
  /** The rate classes whose accounts are homes. */
  readonly rateClasses: readonly string[];
  /** Other homes that a comparison needs; at least `fewestHomes`. */
  readonly minHomes: number;
  /** The percentile from which down a home is efficient. */
  readonly efficientPercent: number;
  /** What a cohort uses is said in steps of so many gallons a day. */
  readonly roundGallons: number;
  /** A home that used less a day stood empty: it is compared with nobody. */
  readonly emptyBelowGallons: number;
  /** Where each band of people begins: `[1, 2, 3, 5]` is 1, 2, 3–4, 5 and more. */
  readonly peopleFrom: readonly number[];
  /** The same for the square feet that are watered. */
  readonly gardenFrom: readonly number[];
  /** Which traits must be the same, from the most alike to the least; the first step with enough homes is taken. */
  readonly steps: readonly (readonly HomeTrait[])[];
  readonly sample: boolean;
}
