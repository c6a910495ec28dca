export type { CustomerSession, CustomerSignIn } from '../../gateways/sign-in-customers.ts';
export type { StaffSession, StaffSignIn } from '../../gateways/sign-in-staff.ts';
export {
  type AccessRefused,
  type AuthorisedAccount,
  authoriseAccount,
  authorisedAccounts,
} from './authorise-account.ts';
export { changePassword, requestPasswordReset, resetPassword } from './password-reset.ts';
export { type SignedIn, signInWithPassword } from './sign-in.ts';
export type { AccessNotice, Tell } from './tell.ts';
export { type AccessDeps, type TooManyTries, todayOf, tooManyTries, type Visit } from './visit.ts';
