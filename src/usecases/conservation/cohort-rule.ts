import type { Utility } from '../../config/utility.ts';
import type { CohortRule } from '../../domain/conservation/index.ts';

/** What `utility.yaml` says about comparing homes. */
export const cohortRule = ({ similar_homes: rule }: Pick<Utility, 'similar_homes'>): CohortRule => ({
  rateClasses: rule.rate_classes,
  minHomes: rule.least_homes,
  efficientPercent: rule.efficient_percent,
  roundGallons: rule.round_gallons,
  emptyBelowGallons: rule.empty_below_gallons,
  peopleFrom: rule.people_from,
  gardenFrom: rule.garden_from,
  steps: rule.steps,
  sample: rule.sample,
});
