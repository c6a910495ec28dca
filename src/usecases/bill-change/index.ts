export { type BillChanges, type ComparedBill, compareBills, loadBillChange, placesOfBill } from './load-bill-change.ts';
