export { addAccount } from './add-account.ts';
export { askForMailedCode, askOwner } from './claimed-account.ts';
export { createLogin } from './create-login.ts';
export { findAccount } from './find-account.ts';
export { registrationState } from './registration-state.ts';
export { resendVerification } from './resend-verification.ts';
export { useMailedCode } from './use-mailed-code.ts';
export { linkIsOfAnotherBrowser, type Registered, verifyByCode, verifyByLink } from './verify-email.ts';
