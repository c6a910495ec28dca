import type { Area } from '../../area.ts';
import { requireStaff } from '../../middleware/require.ts';
import { paths } from '../../paths.ts';
import { enrolPage, requireEnrolling } from './enrol/get.tsx';
import { submitEnrol } from './enrol/post.ts';
import { newObjectionPage, postNewObjection } from './new-objection/page.tsx';
import { objectionCasePage, postObjectionDecision } from './objection/page.tsx';
import { objectionsPage } from './objections/get.tsx';
import { staffCodePage, staffSignInPage } from './sign-in/get.tsx';
import { signOutStaff, submitStaffCode, submitStaffSignIn } from './sign-in/post.ts';

/** The staff's own way in, apart from the customers', and customers' accesses that were objected to. */
export const accessArea: Area = (app) => {
  const { console } = paths;
  app.get(console.signIn, staffSignInPage).post(submitStaffSignIn);
  app.get(console.secondFactor, staffCodePage).post(submitStaffCode);
  app.use(console.enrolSecondFactor, requireEnrolling);
  app.get(console.enrolSecondFactor, enrolPage).post(submitEnrol);
  app.post(console.signOut, signOutStaff);
  const taking = requireStaff('access-objection.take');
  app.get(console.accessObjection(':account', ':access'), taking, newObjectionPage);
  app.post(console.accessObjection(':account', ':access'), taking, postNewObjection);
  app.get(console.objections, requireStaff('access-objection.view'), objectionsPage);
  app.get(console.objection(':id'), requireStaff('access-objection.view'), objectionCasePage);
  app.post(console.objection(':id'), requireStaff('access-objection.decide'), postObjectionDecision);
};
