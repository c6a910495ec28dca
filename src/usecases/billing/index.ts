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
export { type BalanceDue, balanceDue } from './balance-due.ts';
export { loadBillDocument } from './load-bill-document.ts';
