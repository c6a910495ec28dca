export {
  type AccessRefused,
  type AuthorisedAccount,
  authoriseAccount,
  authorisedAccounts,
} from './authorise-account.ts';
