export { type AccountNumber, formatAccountNumber, parseAccountNumber } from './account-number.ts';
