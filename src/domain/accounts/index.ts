export { type AccountNumber, formatAccountNumber, parseAccountNumber } from './account-number.ts';
export {
  canGoOn,
  type EndedAccount,
  endOfService,
  furthestAhead,
  type ServedAccount,
} from './end-of-service.ts';
export { matchesIdentity, readZip } from './identity-match.ts';
export type { AccountsProblemCode } from './problems.ts';
