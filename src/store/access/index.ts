export {
  type AccessRole,
  accountNumberOf,
  accountsOfLogin,
  customerOfRecord,
  endAccess,
  findAccountForAccess,
  grantAccess,
  keepAccessRequest,
  ownerOf,
  type ReachableAccount,
} from './account-access.ts';
export {
  endSession,
  endSessions,
  forgetEndedSessions,
  insertLogin,
  keepPasswordReset,
  loginByEmail,
  loginById,
  type OpenSession,
  passwordHashOf,
  recordConsent,
  sessionsOf,
  setPassword,
  takePasswordReset,
} from './logins.ts';
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
export { countTry, forgetOldTries, takeOnce } from './rate-limits.ts';
export { dropStaffTotp, keepSealed, keepSecretSeen, sealedTotps, secretsSeen } from './sealed.ts';
export {
  endOtherStaffSessions,
  endStaffSession,
  insertStaff,
  insertStaffTotp,
  listStaff,
  removeStaff,
  replaceStaffPassword,
  staffPasswordHash,
} from './staff.ts';
