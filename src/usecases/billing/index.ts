export {
  type BillCorrection,
  type BillHeader,
  type BillRunShown,
  billedHours,
  billsOfAccount as listBills,
  type CorrectionKind,
  currentEbill,
  exceptionsOfRun,
  findBillRun,
  findCorrection,
  findPrintBatch,
  lastPostedBill as lastBill,
  listBillRuns,
  listCorrections,
  listPrintBatches,
  type PrintBatchShown,
  pageOfExceptions,
  paperBillsOfRun,
  recentRuns,
} from '../../store/billing/index.ts';
export { accountTerms } from './account-terms.ts';
export { billPdf, type DocumentMaker } from './bill-pdf.ts';
export { billStandingOf, billStandings } from './bill-standings.ts';
export { cancelBill } from './cancel-bill.ts';
export { answerCorrection } from './corrections/answer-correction.ts';
export { askToCompare, mayDiffer } from './corrections/ask-to-compare.ts';
export { compareBills } from './corrections/compare-bills.ts';
export { discardDrafts } from './discard-drafts.ts';
export { askForEbill } from './ebill/ask-for-ebill.ts';
export { confirmEbillAddress, type EbillConfirmation, ebillToConfirm } from './ebill/confirm-ebill-address.ts';
export { stopEbill } from './ebill/stop-ebill.ts';
export { linesOfBooks } from './lines-of-books.ts';
export { loadBillDocument } from './load-bill-document.ts';
export { loadRateBook } from './load-rate-book.ts';
export { billingPolicy, hourlyReadPolicy } from './policy.ts';
export { postBillRun } from './post-bill-run.ts';
export { printBillRun } from './print-bill-run.ts';
export { type BillCycle, type BillCycleOutcome, runBillCycle } from './run-bill-cycle.ts';
