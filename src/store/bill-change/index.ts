export { billsBeside, metersOfBill, servicesOfBill } from './bill-change.ts';
