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
  isUnsaid,
} from './household-profile.ts';
export { type ConservationProblemCode, conservationProblemCodes } from './problems.ts';
export { type DayOutOfTurn, daysOutOfTurn, type HourOfUse, type WateringSigns } from './seems-watering.ts';
export { type CohortRule, fewestHomes, type HomeTrait, homeTraits } from './similar-homes/cohort-rule.ts';
export { type Cohort, type ComparedHome, cohortsOf } from './similar-homes/cohorts.ts';
export { type Comparison, cohortNames, compareHome, type HomeStanding, isHome } from './similar-homes/comparison.ts';
export { bandOf, cohortName } from './similar-homes/home-traits.ts';
export { type SplitMonth, type SplitRule, splitUse, type UseSplit } from './split-use.ts';
export { isKnownWell, type MeteredStretch, type MonthUse, monthsOf, wholeMonth, withoutLeaks } from './stretches.ts';
export {
  type AnnouncedStage,
  mayWaterAt,
  turns,
  type WateringHome,
  type WateringStage,
  type WateringToday,
  wateringOn,
  weekdays,
} from './watering-days.ts';
