export { printBillRun } from './print-bill-run.ts';
export { printLetters } from './print-letters.ts';
