import type { Area } from '../../area.ts';
import { paths } from '../../paths.ts';
import { enrolPage, requireEnrolling } from './enrol/get.tsx';
import { submitEnrol } from './enrol/post.ts';
import { staffCodePage, staffSignInPage } from './sign-in/get.tsx';
import { signOutStaff, submitStaffCode, submitStaffSignIn } from './sign-in/post.ts';

/** The staff's own way in, apart from the customers'. */
export const accessArea: Area = (app) => {
  const { console } = paths;
  app.get(console.signIn, staffSignInPage).post(submitStaffSignIn);
  app.get(console.secondFactor, staffCodePage).post(submitStaffCode);
  app.use(console.enrolSecondFactor, requireEnrolling);
  app.get(console.enrolSecondFactor, enrolPage).post(submitEnrol);
  app.post(console.signOut, signOutStaff);
};
