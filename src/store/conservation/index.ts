export { adviceAnswersOf, insertAdviceAnswer, pricedBills } from './advice.ts';
export { householdProfiles, insertProfile, type SaidProfile } from './household-profiles.ts';
export {
  claimMonthOfHomes,
  cohortsOfMonth,
  homeOfMonth,
  homesOfMonth,
  insertCohorts,
  isMonthCalculated,
  lastMonthOfHomes,
} from './similar-homes.ts';
export { goalsOf, insertGoal, zoneOfAccount } from './water-goals.ts';
