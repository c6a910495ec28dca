export {
  type BillCorrection,
  type BillException,
  type BillExceptionShown,
  type BilledHours,
  type BillHeader,
  type BillPage,
  type BillRun,
  type BillRunShown,
  billedHours,
  billsOfAccount as listBills,
  billsOfRun,
  type CorrectionKind,
  currentEbill,
  type Ebill,
  exceptionsOfRun,
  findBill,
  findBillById,
  findBillRun,
  findCorrection,
  findPrintBatch,
  findRun,
  lastPostedBill as lastBill,
  listBillRuns,
  listCorrections,
  listPrintBatches,
  type PaperBillShown,
  type PrintBatchShown,
  pageOfExceptions,
  paperBillsOfRun,
  recentRuns,
  unpaidOfBill,
} from '../../store/billing/index.ts';
export { accountTerms } from './account-terms.ts';
export { billPdf, type DocumentMaker, type DocumentWords } from './bill-pdf.ts';
export { type Cancellation, cancelBill } from './cancel-bill.ts';
export { answerCorrection, type BillingAnalyst, type CorrectionAnswer } from './corrections/answer-correction.ts';
export { askToCompare, mayDiffer } from './corrections/ask-to-compare.ts';
export { compareBills } from './corrections/compare-bills.ts';
export { discardDrafts } from './discard-drafts.ts';
export { askForEbill, type EbillRequest } from './ebill/ask-for-ebill.ts';
export { confirmEbillAddress, type EbillConfirmation, ebillToConfirm } from './ebill/confirm-ebill-address.ts';
export { stopEbill } from './ebill/stop-ebill.ts';
export { linesOfBooks } from './lines-of-books.ts';
export { loadBillDocument } from './load-bill-document.ts';
export { loadRateBook } from './load-rate-book.ts';
export { billingPolicy, hourlyReadPolicy } from './policy.ts';
export { type BillRunPosting, postBillRun, postWithin } from './post-bill-run.ts';
export { printBillRun } from './print-bill-run.ts';
export { type BillCycle, type BillCycleOutcome, draftOne, reckonOne, runBillCycle } from './run-bill-cycle.ts';
