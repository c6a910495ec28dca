export { billsBeside, metersOfBill, type ServiceOfBill, servicesOfBill } from './bill-change.ts';
