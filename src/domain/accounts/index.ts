export { type AccountNumber, formatAccountNumber, parseAccountNumber } from './account-number.ts';
export { type IdentityFacts, matchesIdentity, readZip } from './identity-match.ts';
