export {
  type AtRisk,
  type AtRiskFacts,
  atRisk,
  byUrgency,
  dueDatesOf,
  holdsLateFees,
  type RiskByDay,
  risksByDay,
  stageOf,
} from './at-risk.ts';
export { type BillMoveFacts, billMoveNote, billMoveSentences } from './bill-move-note.ts';
export { type DraftOnItsWay, lastDraftOnItsWay } from './last-draft-on-its-way.ts';
export { lateFeeHold } from './late-fee-hold.ts';
export { newerRoster, type RosterChange, takesAway } from './newer-roster.ts';
export { cutOverDate, type TransitionPolicy, type UnpaidBill } from './policy.ts';
export { type TransitionProblemCode, transitionProblemCodes } from './problems.ts';
export { inTimeForAutopay } from './registration-deadline.ts';
export {
  type RosterHeader,
  readRosterHeader,
  rosterColumns,
} from './roster-columns.ts';
export { type RosterFacts, type RosterLine, readRosterLine } from './roster-line.ts';
export { type MoveChange, type MoveFacts, whatTheMoveChanged } from './what-the-move-changed.ts';
