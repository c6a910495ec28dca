export {
  exampleNumber,
  forgivable,
  formatAccountNumber,
  type NewPart,
  type NumberPart,
  type NumberProblem,
  type NumberShape,
  partOfNumber,
  readAccountNumber,
  readPart,
  readPartTyped,
  readTypedNumber,
  type TypedNumber,
} from './account-number.ts';
export {
  type CustomerDetails,
  type CustomerField,
  changesOf,
  customerFields,
  type DetailChange,
  readDetails,
} from './customer-details.ts';
export {
  canGoOn,
  type EndedAccount,
  endOfService,
  furthestAhead,
  type ServedAccount,
} from './end-of-service.ts';
export { type IdentityFacts, matchesIdentity, readZip } from './identity-match.ts';
export {
  canTakeBackMoveIn,
  dayOfMoveIn,
  hoursToTakeBack,
  isNumberMade,
  type KnownNumbers,
  type MovedIn,
  numberOfNewAccount,
  numbersAsked,
} from './move-in.ts';
export { nextNumber } from './next-number.ts';
export { type NumberField, numberFields, readNumberFields } from './number-fields.ts';
export {
  type PlaceChange,
  type PremiseDetails,
  type PremiseField,
  pipeMaterials,
  premiseChanges,
  premiseFields,
  readPremise,
} from './premise-details.ts';
export type { AccountsProblemCode } from './problems.ts';
export { type AccountEnd, isOpenOn, isStillTheirs, usualClosedDays } from './still-theirs.ts';
