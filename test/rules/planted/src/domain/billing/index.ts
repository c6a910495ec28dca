export { bill } from './bill.ts';
