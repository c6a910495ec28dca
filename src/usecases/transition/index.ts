export {
  importRoster,
  type RosterImportRequest,
  type RosterImportStep,
  type RosterReport,
} from './import-roster.ts';
export { transitionPolicy } from './policy.ts';
export type { RefusedLine, RosterProblem } from './read-roster.ts';
export { csvText, type RefusedLineWords, refusedLinesCsv } from './refused-lines-csv.ts';
