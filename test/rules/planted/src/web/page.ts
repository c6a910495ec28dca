import { findBill } from '../store/bills.ts';

export const page = findBill();
