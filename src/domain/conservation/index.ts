export { type Advice, type AdviceAnswer, adviceAnswers } from './advice/advice.ts';
export {
  type AdviceNeed,
  type AdvisedHome,
  type Saving,
  type SavingSum,
  savingOf,
  savingOfLeak,
} from './advice/saving.ts';
export { type AdviceWords, adviceWords } from './advice/words.ts';
export { type PricedBill, worthOf } from './advice/worth.ts';
export { type Goal, goalPercents, type MonthAgainstGoal, monthsAgainstGoals, type SaidGoal } from './goal.ts';
export {
  type FixtureKind,
  fixtureKinds,
  type HomeKind,
  type HouseholdProfile,
  homeKinds,
  householdLimits,
} from './household-profile.ts';
export type { ConservationProblemCode } from './problems.ts';
export { type DayOutOfTurn, daysOutOfTurn, type HourOfUse } from './seems-watering.ts';
export { type CohortRule, fewestHomes, type HomeTrait, homeTraits } from './similar-homes/cohort-rule.ts';
export { type Cohort, type ComparedHome, cohortsOf } from './similar-homes/cohorts.ts';
export { type Comparison, cohortNames, compareHome, isHome } from './similar-homes/comparison.ts';
export { cohortName } from './similar-homes/home-traits.ts';
export { type SplitRule, splitUse, type UseSplit } from './split-use.ts';
export { type MeteredStretch, type MonthUse, monthsOf, withoutLeaks } from './stretches.ts';
export {
  type AnnouncedStage,
  turns,
  type WateringHome,
  type WateringStage,
  type WateringToday,
  wateringOn,
  weekdays,
} from './watering-days.ts';
