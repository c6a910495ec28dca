export { type CohortRule, fewestHomes, type HomeTrait, homeTraits } from './cohort-rule.ts';
export { type Cohort, type ComparedHome, cohortsOf } from './cohorts.ts';
export { type Comparison, cohortNames, compareHome, type HomeStanding, isHome } from './comparison.ts';
export { bandOf, cohortName } from './home-traits.ts';
