export { type AccountNumber, formatAccountNumber, parseAccountNumber } from './account-number.ts';
export { matchesIdentity, readZip } from './identity-match.ts';
