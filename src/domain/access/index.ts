export {
  codeLimits,
  formatMailedCode,
  helperCodeLength,
  helperCodeStart,
  mailedCodeAlphabet,
  mailedCodeLength,
  readEmailCode,
  readMailedCode,
  recoveryCodeCount,
} from './codes.ts';
export { type Device, deviceOf } from './device.ts';
export { readEmail } from './email.ts';
export { kioskAddress, networkOf, siteOf } from './network.ts';
export { acceptPassword, normalizePassword, passwordLimits, wordsCloseTo } from './password-policy.ts';
export { isPermitted, isStaffRole, type Permission, permissions, type StaffRole, staffRoles } from './permissions.ts';
export type { AccessProblemCode } from './problems.ts';
export { type CountedBy, countersOf, type Door, doors, firstTries, type Try, windowOf } from './rate-limits.ts';
export { sessionLimits } from './session-limits.ts';
export { readSignInName, type SignInName, signInNameKey } from './sign-in-name.ts';
export { personOfClaims, type SsoPerson, type SsoRules } from './sso-rules.ts';
export { veiledEmail } from './veiled-email.ts';
