export {
  countMailedCodeTry,
  keepMailedCode,
  lastMailedCode,
  liveCodesForAnybody,
  liveMailedCodes,
  useMailedCodeUp,
} from './mailed-codes.ts';
export {
  awaitEmail,
  beginRegistration,
  countCodeTry,
  endRegistration,
  forgetOldRegistrations,
  keepMailed,
  type Registration,
  type RegistrationPath,
  registrationByLink,
  registrationByToken,
} from './registrations.ts';
