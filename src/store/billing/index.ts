export { accountsOfCycle, type BillCandidate, billCandidates, type CandidatePage } from './bill-candidates.ts';
export {
  type BillCorrection,
  type BillToRecalculate,
  billToRecalculate,
  type CorrectionKind,
  findCorrection,
  insertCorrectionDecision,
  keepCorrection,
  knownCorrection,
  listCorrections,
} from './bill-corrections.ts';
export {
  accountsWithLaterBill,
  type DraftToPost,
  deleteDrafts,
  draftedAccounts,
  draftsBeforeTheirTurn,
  draftsOfLane,
  draftsToPost,
  hasDrafts,
  hasLaterBill,
  insertDrafts,
  insertLines,
  keepEstimates,
  keepMoveNotes,
  markBillCancelled,
  markBillsPosted,
  nextBills,
} from './bill-drafts.ts';
export {
  type BillException,
  type BillRun,
  clearExceptions,
  exceptionsOfRun,
  findRun,
  insertRun,
  keepExceptions,
  type Lane,
  lastRun,
  lockCycle,
  lockLane,
  lockRun,
  recentRuns,
  shareRun,
} from './bill-runs.ts';
export { type BilledHours, billedHours, carriedSince } from './billed-hours.ts';
export {
  type BillHeader,
  billsOfAccount,
  billsOfRun,
  findBill,
  findBillById,
  findBillDocument,
  isRecentBill,
  lastPostedBill,
  pdfOfBillingSystem,
} from './bills.ts';
export { doubtfulBills } from './doubtful-bills.ts';
export {
  currentEbill,
  type Ebill,
  ebillByVerification,
  endEbill,
  insertEbill,
  refusedEbill,
  verifyEbill,
} from './ebill.ts';
export { type MeterWithoutAccount, metersWithoutAccount } from './meters-without-account.ts';
export { type NeverBilledRow, neverBilledAccounts } from './never-billed.ts';
export {
  type BillToPrint,
  billsToPrint,
  keepBillsToPrint,
  markBatchPrinted,
  markPrintedAfterAll,
  openPrintBatch,
  type PaperBill,
  paperBillsToPrint,
  runOfEbill,
} from './print-batches.ts';
export { classMedians, readsToCompare, reviewFacts } from './review-facts.ts';
export {
  calculatedBy,
  cancelledOfRun,
  type DecisionKind,
  type DraftRead,
  deleteDraftsOf,
  deleteExceptions,
  draftReads,
  draftTotals,
  heldOut,
  insertDecisions,
  insertFindings,
  insertRunEvent,
  keepCalculation,
  markRun,
  type PostedBillOfRun,
  postedBillsOfRun,
  runsBeside,
  waitingBills,
} from './run-review.ts';
export {
  exceptionCounts,
  findingCounts,
  type ReviewedBill,
  type RunHistoryItem,
  reviewedBills,
  runHistory,
  runsOfMonthBefore,
  totalsByClass,
} from './run-totals.ts';
export {
  type BillRunShown,
  findBillRun,
  findPrintBatch,
  listBillRuns,
  listPrintBatches,
  mailsOfRun,
  type PrintBatchShown,
  pageOfExceptions,
  paperBillsOfRun,
  paperOfRun,
} from './runs-shown.ts';
export { type VacantCount, vacantCounts } from './vacant-use.ts';
