export {
  type AccessRole,
  accountNumberOf,
  accountsOfLogin,
  customerOfRecord,
  endAccess,
  findAccountForAccess,
  grantAccess,
  keepAccessRequest,
  loginsWithAccess,
  ownerOf,
  type ReachableAccount,
} from './account-access.ts';
export { deleteForm, forgetFormAnswers, setFormAnswer, takeForm } from './form-answers.ts';
export {
  endPasswordResets,
  endSession,
  endSessions,
  forgetEndedSessions,
  insertLogin,
  keepPasswordReset,
  type Login,
  loginByEmail,
  loginById,
  loginByNumber,
  type OpenSession,
  passwordHashOf,
  passwordResetOf,
  recordConsent,
  sessionsOf,
  setPassword,
  takePasswordReset,
} from './logins.ts';
export {
  closedLogins,
  decideObjectionOf,
  endAccessOf,
  insertObjection,
  isObjectionLinkGood,
  keepObjectionLink,
  type ObjectionCase,
  type ObjectionOutcome,
  objectionById,
  openObjectionsOf,
  type PersonOnAccount,
  peopleOnAccount,
  personOfAccess,
  selectObjections,
  takeObjectionLink,
} from './objections.ts';
export {
  countPasskeyUse,
  deletePasskey,
  insertPasskey,
  keepChallenge,
  type Passkey,
  passkeyById,
  passkeysOf,
  takeChallenge,
} from './passkeys.ts';
export { countTry, forgetOldTries, giveBackTry, takeOnce } from './rate-limits.ts';
export { countRefusal, forgetRefusals, type Refusal } from './refusals.ts';
export { dropStaffTotp, keepSealed, keepSecretSeen, sealedTotps, secretsSeen } from './sealed.ts';
export {
  endOtherStaffSessions,
  endStaffSession,
  insertStaff,
  insertStaffTotp,
  listStaff,
  removeStaff,
  replaceStaffPassword,
  staffIdOf,
  staffPasswordHash,
} from './staff.ts';
