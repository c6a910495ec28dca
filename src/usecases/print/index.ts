export { printBillRun } from './print-bill-run.ts';
