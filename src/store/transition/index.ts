export { type AtRiskCandidate, atRiskCandidates, holdLateFeesOf, moveFactsOf } from './at-risk.ts';
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
  deleteRosterUpload,
  findRosterImport,
  findRosterUpload,
  insertRosterImport,
  insertRosterRefusals,
  type KnownAccount,
  listRosterImports,
  lockRoster,
  type RosterEntry,
  type RosterImportRecord,
  type RosterRefusalRow,
  type RosterRow,
  rosterFacts,
  rosterOf,
  rosterRefusals,
  type StoredRosterImport,
  saveRosterEntries,
  saveRosterUpload,
} from './transition.ts';
export {
  type OutreachByChannel,
  outreachByChannel,
  type TransitionDay,
  type TransitionShares,
  transitionDays,
  transitionShares,
} from './transition-progress.ts';
