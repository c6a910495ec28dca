export {
  type AtRiskCandidate,
  atRiskCandidates,
  billMoveFacts,
  holdLateFeesOf,
  lastDraftCameBack,
  moveFactsOf,
} from './at-risk.ts';
export {
  areFiguresBehind,
  beginFiguresAgain,
  countSteps,
  figuresOf,
  holdFigures,
  keepRisks,
  takeTouched,
  workOutAccounts,
} from './kept-figures.ts';
export {
  type KeptRisk,
  keptRisksDue,
  listKeptRisks,
  type RisksDue,
} from './kept-risks.ts';
export {
  insertOutreach,
  insertOutreachOnce,
  type Outreach,
  type OutreachChannel,
  outreachChannels,
  outreachOf,
} from './outreach.ts';
export {
  accountsByNumber,
  type KnownAccount,
  keepRosterStatements,
  type RosterEntry,
  type RosterRow,
  type RosterStatement,
  rosterAccountsBesides,
  rosterChangesOf,
  rosterFacts,
  rosterHistoryOf,
  rosterOf,
  saveRosterEntries,
} from './roster.ts';
export {
  findRosterImport,
  insertRosterImport,
  insertRosterRefusals,
  listRosterImports,
  lockRoster,
  type RosterImportRecord,
  type RosterRefusalRow,
  rosterAge,
  rosterRefusals,
  type StoredRosterImport,
} from './roster-imports.ts';
export { deleteRosterUpload, findRosterUpload, saveRosterUpload } from './roster-uploads.ts';
export {
  moveShares,
  type OutreachByChannel,
  type TransitionDay,
  type TransitionShares,
  transitionDays,
} from './transition-progress.ts';
