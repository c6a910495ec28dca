export {
  type AccessRefused,
  type AuthorisedAccount,
  authoriseAccount,
  authorisedAccounts,
} from './authorise-account.ts';
export type { AccessNotice, Tell } from './tell.ts';
export { type AccessDeps, type TooManyTries, todayOf, tooManyTries, type Visit } from './visit.ts';
