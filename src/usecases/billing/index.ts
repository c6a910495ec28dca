export { type BillException, type BillRun, exceptionsOfRun, findRun, recentRuns } from '../../store/bill-runs.ts';
export {
  type BillHeader,
  type BillPage,
  billsOfAccount as listBills,
  billsOfRun,
  findBill,
  findBillById,
  lastPostedBill as lastBill,
  unpaidOfBill,
} from '../../store/billing.ts';
export { accountTerms } from './account-terms.ts';
export { type BalanceDue, balanceDue } from './balance-due.ts';
export { type Cancellation, cancelBill } from './cancel-bill.ts';
export { discardDrafts } from './discard-drafts.ts';
export { linesOfBooks } from './lines-of-books.ts';
export { loadBillDocument } from './load-bill-document.ts';
export { loadRateBook } from './load-rate-book.ts';
export { billingPolicy, hourlyReadPolicy } from './policy.ts';
export { type BillRunPosting, postBillRun, postWithin } from './post-bill-run.ts';
export { type BillCycle, type BillCycleOutcome, draftOne, reckonOne, runBillCycle } from './run-bill-cycle.ts';
