export { type AtRisk, type AtRiskFacts, atRisk, byUrgency } from './at-risk.ts';
export { type AutopayLapse, autopayLapse, type LegacyDraft, paidByOldPortal } from './lapse.ts';
export { type LateFeeHold, lateFeeHold } from './late-fee-hold.ts';
export { cutOverDate, type TransitionPolicy, type UnpaidBill } from './policy.ts';
export { type TransitionProblemCode, transitionProblemCodes } from './problems.ts';
export { inTimeForAutopay, lastMomentToRegister } from './registration-deadline.ts';
export {
  type RosterColumn,
  type RosterHeader,
  type RosterHeaderProblem,
  readRosterHeader,
  rosterColumns,
} from './roster-columns.ts';
export { type RosterFacts, type RosterLine, type RosterLineProblem, readRosterLine } from './roster-line.ts';
export { type MoveChange, type MoveFacts, whatTheMoveChanged } from './what-the-move-changed.ts';
