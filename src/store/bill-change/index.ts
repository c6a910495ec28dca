export { billsBeside, servicesOfBill } from './bill-change.ts';
