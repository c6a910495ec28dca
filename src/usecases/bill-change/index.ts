export { type BillChanges, type ComparedBill, compareBills, loadBillChange } from './load-bill-change.ts';
