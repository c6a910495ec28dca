export {
  findRosterImport,
  listRosterImports,
  outreachChannels,
  type RosterRefusalRow,
  rosterChangesOf,
  rosterRefusals,
} from '../../store/transition/index.ts';
export { atRiskRows } from './at-risk-rows.ts';
export { catchUp } from './catch-up.ts';
export { awaitedLastDraft, changesForAccount } from './changes-for-account.ts';
export { csvRecords, decodeCsv, findDelimiter } from './csv-records.ts';
export { holdLateFees } from './hold-late-fees.ts';
export { importRoster, type RosterWord } from './import-roster.ts';
export { importRosterFile, type RosterFileReport } from './import-roster-file.ts';
export {
  type AtRiskAccount,
  type AtRiskFilter,
  listAtRisk,
  pageAtRisk,
  type RowAtRisk,
} from './list-at-risk.ts';
export { transitionPolicy } from './policy.ts';

export { recordOutreach } from './record-outreach.ts';
export { csvText, refusedLinesCsv } from './refused-lines-csv.ts';
export { reminderEmail, reminderOf, sendReminder } from './send-reminder.ts';
export { tellOfMissingDrafts } from './tell-of-missing-drafts.ts';
export {
  type DueDateAtRisk,
  type MoveShares,
  sharesOfMove,
  type TransitionStatus,
  transitionStatus,
} from './transition-status.ts';
export { confirmUpload, previewUpload, type UploadRequest, uploadRoster } from './uploaded-roster.ts';
