export type { AccountOverview } from '../../store/account-overview.ts';
export {
  type BillExceptionShown,
  type BillRunShown,
  exceptionsOfRun,
  findBillRun,
  findPrintBatch,
  listBillRuns,
  listPrintBatches,
  type PaperBillShown,
  type PrintBatchShown,
  paperBillsOfRun,
} from '../../store/billing-runs.ts';
export type { FoundAccount } from '../../store/console.ts';
export { type OutreachChannel, outreachChannels } from '../../store/outreach.ts';
export { recordOutreach } from './record-outreach.ts';
export { type SearchResult, searchAccounts, searchPageSize } from './search-accounts.ts';
export { type ReminderProblem, reminderEmail, reminderOf, sendReminder } from './send-reminder.ts';
export { type AccountView, type StaffView, viewAccount, viewAccountBriefly } from './view-account.ts';
