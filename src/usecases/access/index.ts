export type { CustomerSession } from '../../gateways/customer-session.ts';
export type { CustomerSignIn } from '../../gateways/sign-in-customers.ts';
export type { StaffSession, StaffSignIn } from '../../gateways/sign-in-staff.ts';
export { listStaff } from '../../store/access/index.ts';
export type { AuditFound } from '../../store/audit-search.ts';
export { accessLog } from './access-log.ts';
export { type AuditQuestion, lookThroughAudit } from './audit/look-through-audit.ts';
export { type AuditVerified, verifyAudit } from './audit/verify-audit.ts';
export {
  type AccessRefused,
  type AuthorisedAccount,
  authoriseAccount,
  authorisedAccounts,
  needsRight,
  RightMissing,
} from './authorise-account.ts';
export { askForEmail, emailThatWaits, withdrawEmailChange } from './email-change/ask-for-email.ts';
export { isEmailObjectionOpen, objectToEmail } from './email-change/object-to-email.ts';
export { isEmailLinkOpen, proveEmailByCode, proveEmailByLink } from './email-change/prove-email.ts';
export { endWhatWasSet } from './end-what-was-set.ts';
export { forgetStale } from './forget-stale.ts';
export { claimForm, dropForm, holdForm, keepFormAnswer } from './form-answers.ts';
export { noteLookOfHelper } from './note-look.ts';
export { notePermissionUse, permissionUses } from './note-permission-use.ts';
export { noteRefusal } from './note-refusal.ts';
export {
  findObjection,
  type ObjectionCase,
  objectionQueue,
  type PersonOnAccount,
  peopleWithAccess,
} from './objections/cases.ts';
export { decideObjection, settleByMailedCode } from './objections/decide-objection.ts';
export { isObjectionLinkOpen, objectByLink } from './objections/object-by-link.ts';
export { objectByPhone } from './objections/object-by-phone.ts';
export { endOtherSessions, endOwnSession, type OwnSecurity, ownSecurity } from './own-security.ts';
export type { PasskeyDeps } from './passkey-questions.ts';
export { addPasskey, askForNewPasskey, askForPasskey, removePasskey, signInWithPasskey } from './passkeys.ts';
export {
  acceptNewPassword,
  changePassword,
  replacePassword,
  requestPasswordReset,
  resetNeedsBill,
  resetPassword,
} from './password-reset.ts';
export {
  authenticatorToSetUp,
  beginAuthenticator,
  confirmAuthenticator,
  removeAuthenticator,
} from './second-factor/authenticator.ts';
export { finishSignIn, isStepOpen } from './second-factor/finish-sign-in.ts';
export { recoveryCodesSaved, renewRecoveryCodes } from './second-factor/recovery-codes.ts';
export { signInWithPassword } from './sign-in.ts';
export { acceptStaffInvitation, openStaffInvitation } from './staff/accept-invitation.ts';
export { checkSealed, type SealedChecked } from './staff/check-sealed.ts';
export { endCustomerSessions, endingReasons } from './staff/end-customer-sessions.ts';
export { createStaff, removeStaff, resetAuthenticator } from './staff/manage-staff.ts';
export { changeStaffRole, deactivateStaff, inviteStaff, staffMember, staffMembers } from './staff/members.ts';
export { type SingleSignOn, signInByProvider } from './staff/sign-in-by-provider.ts';
export { setStaffPassword, signInStaff, verifyStaffCode } from './staff/sign-in-staff.ts';
export {
  addStaffPasskey,
  askForNewStaffPasskey,
  askForStaffPasskey,
  ownStaffPasskeys,
  removeStaffPasskey,
  signInStaffWithPasskey,
} from './staff/staff-passkeys.ts';
export type { StaffView } from './staff/staff-view.ts';
export type { AccessNotice, Tell } from './tell.ts';
export { tellCustomerOfRecord } from './tell-customer-of-record.ts';
export { cameIn, type TooManyTries, tryDoor } from './try-door.ts';
export { type AccessDeps, todayOf, type Visit } from './visit.ts';
