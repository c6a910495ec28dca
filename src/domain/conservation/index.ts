export {
  type Goal,
  goalPercents,
  type MonthAgainstGoal,
  monthsAgainstGoals,
  type SaidGoal,
} from './goal.ts';
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
