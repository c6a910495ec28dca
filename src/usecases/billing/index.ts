export { CannotBeSet } from '../../gateways/typst.ts';
export {
  type BillCorrection,
  type BillHeader,
  type BillRunShown,
  type BillToPrint,
  billedHours,
  billsOfAccount as listBills,
  billsToPrint,
  type CorrectionKind,
  currentEbill,
  exceptionCounts,
  exceptionsOfRun,
  findBillRun,
  findCorrection,
  findingCounts,
  findPrintBatch,
  lastPostedBill as lastBill,
  listBillRuns,
  listCorrections,
  listPrintBatches,
  mailsOfRun,
  type PrintBatchShown,
  pageOfExceptions,
  paperBillsOfRun,
  paperOfRun,
  pdfOfBillingSystem,
  type ReviewedBill,
  type RunHistoryItem,
  recentRuns,
  refusedEbill,
  reviewedBills,
  runHistory,
} from '../../store/billing/index.ts';
export { accountTerms } from './account-terms.ts';
export { atOnce } from './at-once.ts';
export { billPdf, type DocumentMaker } from './bill-pdf.ts';
export { billSentences, writtenValues } from './bill-sentences.ts';
export { billStandingOf, billStandings, oldestEntry } from './bill-standings.ts';
export { cancelBill } from './cancel-bill.ts';
export { answerCorrection } from './corrections/answer-correction.ts';
export { askToCompare, mayDiffer } from './corrections/ask-to-compare.ts';
export { compareBills } from './corrections/compare-bills.ts';
export { documentData } from './document-data.ts';
export { askForEbill } from './ebill/ask-for-ebill.ts';
export { confirmEbillAddress, type EbillConfirmation, ebillToConfirm } from './ebill/confirm-ebill-address.ts';
export { stopEbill } from './ebill/stop-ebill.ts';
export { linesOfBooks } from './lines-of-books.ts';
export { billNumberMeant, loadBillDocument, loadDraft } from './load-bill-document.ts';
export { loadRateBook } from './load-rate-book.ts';
export { billingPolicy, hourlyReadPolicy, unreviewedPolicy } from './policy.ts';
export { postBillRun } from './post-bill-run.ts';
export { printAgain, printBillRun, printInstead } from './print-bill-run.ts';
export { type BillCycle, type BillCycleOutcome, runBillCycle } from './run-bill-cycle.ts';
export { approveBillRun, askToPost, postApprovedRun } from './runs/approve-run.ts';
export { askToCalculate, calculateBillRun, planRun } from './runs/calculate-run.ts';
export { askToCancel, cancelBillRun } from './runs/cancel-run.ts';
export { comparedTotals } from './runs/compared-totals.ts';
export { decideBill, decideByRule } from './runs/decide-bills.ts';
export { neverBilled } from './runs/never-billed.ts';
export { cycleOfDryRun } from './runs/run-setting.ts';
export { type UnbilledMeter, unbilledMeters } from './runs/unbilled-meters.ts';
export { type VacantUse, vacantUse, vacantUseAt } from './runs/vacant-use.ts';
