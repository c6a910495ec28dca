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
