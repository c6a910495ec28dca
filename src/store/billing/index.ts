export { accountsOfCycle, type BillCandidate, billCandidates, type CandidatePage } from './bill-candidates.ts';
export {
  type BillCorrection,
  type BilledHours,
  type BillToRecalculate,
  billedHours,
  billToRecalculate,
  type CorrectionKind,
  carriedSince,
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
  draftsToPost,
  hasDrafts,
  hasLaterBill,
  insertDrafts,
  insertLines,
  markBillCancelled,
  markBillsPosted,
  nextBillSerials,
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
  markRunPosted,
  recentRuns,
  shareRun,
} from './bill-runs.ts';
export {
  type BillHeader,
  billsOfAccount,
  billsOfRun,
  findBill,
  findBillById,
  findBillDocument,
  lastPostedBill,
} from './bills.ts';
export { doubtfulBills } from './doubtful-bills.ts';
export { currentEbill, type Ebill, ebillByVerification, endEbill, insertEbill, verifyEbill } from './ebill.ts';
export { markBatchPrinted, openPrintBatch, paperBillsToPrint } from './print-batches.ts';
export {
  type BillRunShown,
  findBillRun,
  findPrintBatch,
  listBillRuns,
  listPrintBatches,
  type PrintBatchShown,
  pageOfExceptions,
  paperBillsOfRun,
} from './runs-shown.ts';
