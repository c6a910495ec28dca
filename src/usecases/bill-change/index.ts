export { type BillChanges, type ComparedBill, loadBillChange } from './load-bill-change.ts';
