import type { Area } from '../../area.ts';
import { requireRecentStaff, requireStaff } from '../../middleware/require.ts';
import { paths } from '../../paths.ts';
import { accessReviewCsv } from './access-review/file.ts';
import { accessReviewPage } from './access-review/get.tsx';
import { auditPage } from './audit/get.tsx';
import { enrolPage, requireEnrolling } from './enrol/get.tsx';
import { submitEnrol } from './enrol/post.ts';
import { staffInvitationPage, submitStaffInvitation } from './invitation/page.tsx';
import { newObjectionPage, postNewObjection } from './new-objection/page.tsx';
import { newStaffPage, submitNewStaff } from './new-staff/page.tsx';
import { objectionCasePage, postObjectionDecision } from './objection/page.tsx';
import { objectionsPage } from './objections/get.tsx';
import {
  newStaffPasskeyChallenge,
  passkeysPage,
  submitNewStaffPasskey,
  submitStaffPasskeyRemoval,
} from './passkeys/page.tsx';
import { providerPage, providerReturnPage } from './provider/get.ts';
import { staffCodePage, staffSignInPage } from './sign-in/get.tsx';
import {
  signOutStaff,
  staffPasskeyChallenge,
  submitStaffCode,
  submitStaffPasskey,
  submitStaffSignIn,
} from './sign-in/post.ts';
import { deactivationPage, submitDeactivation } from './staff-deactivation/page.tsx';
import { staffListPage } from './staff-list/get.tsx';
import { staffMemberPage, submitStaffRole } from './staff-member/page.tsx';

/** The staff's own way in, apart from the customers', and customers' accesses that were objected to. */
export const accessArea: Area = (app) => {
  const { console } = paths;
  app.get(console.signIn, staffSignInPage).post(submitStaffSignIn);
  app.get(console.secondFactor, staffCodePage).post(submitStaffCode);
  app.use(console.enrolSecondFactor, requireEnrolling);
  app.get(console.enrolSecondFactor, enrolPage).post(submitEnrol);
  app.post(console.signInPasskeyChallenge, staffPasskeyChallenge);
  app.post(console.signInPasskey, submitStaffPasskey);
  app.post(console.signOut, signOutStaff);
  app.get(console.passkeys, requireRecentStaff, (c) => passkeysPage(c));
  app.post(console.passkeys, requireRecentStaff, submitNewStaffPasskey);
  app.post(console.passkeyChallenge, requireRecentStaff, newStaffPasskeyChallenge);
  app.post(console.passkeyRemoval(':passkey'), requireRecentStaff, submitStaffPasskeyRemoval);
  app.get(console.provider, providerPage);
  app.get(console.providerReturn, providerReturnPage);
  app.get(console.staffInvitation, staffInvitationPage).post(submitStaffInvitation);
  const managing = requireStaff('staff.manage');
  app.get(console.staff, managing, staffListPage);
  app.get(console.staffNew, managing, (c) => newStaffPage(c));
  app.post(console.staffNew, managing, submitNewStaff);
  app.get(console.staffMember(':id'), managing, (c) => staffMemberPage(c));
  app.post(console.staffRole(':id'), managing, submitStaffRole);
  app.get(console.staffDeactivation(':id'), managing, (c) => deactivationPage(c));
  app.post(console.staffDeactivation(':id'), managing, submitDeactivation);
  app.get(console.accessReview, requireStaff('staff.review'), accessReviewPage);
  app.get(console.audit, requireStaff('audit.view'), auditPage);
  app.get(console.accessReviewCsv, requireStaff('staff.review'), accessReviewCsv);
  const taking = requireStaff('access-objection.take');
  app.get(console.accessObjection(':account', ':access'), taking, newObjectionPage);
  app.post(console.accessObjection(':account', ':access'), taking, postNewObjection);
  app.get(console.objections, requireStaff('access-objection.view'), objectionsPage);
  app.get(console.objection(':id'), requireStaff('access-objection.view'), objectionCasePage);
  app.post(console.objection(':id'), requireStaff('access-objection.decide'), postObjectionDecision);
};
