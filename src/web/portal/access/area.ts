import type { Area } from '../../area.ts';
import {
  requireAccount,
  requireLogin,
  requireOpenPortal,
  requireOwner,
  requireRecentSignIn,
} from '../../middleware/require.ts';
import { paths } from '../../paths.ts';
import { accessLogPage } from './access-log/get.tsx';
import { authenticatorPage, beginSetUp, submitAuthenticatorRemoval, submitFirstCode } from './authenticator/page.tsx';
import { emailPage, submitEmail, submitEmailCode, submitEmailWithdrawal } from './email/page.tsx';
import { emailLinkPage, submitEmailLink } from './email-link/page.tsx';
import { emailObjectionPage, submitEmailObjection } from './email-objection/page.tsx';
import { objectionPage, postObjection } from './objection/page.tsx';
import { passkeyChallenge, submitPasskey } from './passkey/post.ts';
import { passwordLetterPage, submitPasswordLetter } from './password-letter/page.tsx';
import { newPasswordPage, passwordResetPage } from './password-reset/get.tsx';
import { submitNewPassword, submitPasswordReset } from './password-reset/post.ts';
import { renewCodes, submitCodesSaved } from './recovery-codes/page.tsx';
import { secondFactorPage, submitSecondFactor } from './second-factor/page.tsx';
import { securityPage } from './security/get.tsx';
import {
  newPasskeyChallenge,
  submitNewPasskey,
  submitPasskeyRemoval,
  submitPassword,
  submitSessionEnd,
} from './security/post.ts';
import { signInPage } from './sign-in/get.tsx';
import { submitSignIn } from './sign-in/post.ts';
import { signOut } from './sign-out/post.ts';

/** Signing in and out, the way back in, and who looked at an account. */
export const accessArea: Area = (app) => {
  for (const path of [paths.signIn, paths.passwordReset]) {
    app.use(path, requireOpenPortal);
    app.use(`${path}/*`, requireOpenPortal);
  }
  app.get(paths.accessObjection, requireOpenPortal, objectionPage);
  app.post(paths.accessObjection, requireOpenPortal, postObjection);
  app.get(paths.emailLink, requireOpenPortal, emailLinkPage);
  app.post(paths.emailLink, requireOpenPortal, submitEmailLink);
  app.get(paths.emailObjection, requireOpenPortal, emailObjectionPage);
  app.post(paths.emailObjection, requireOpenPortal, submitEmailObjection);
  app.get(paths.accountAccess(':account'), requireAccount(), requireOwner, accessLogPage);

  app.get(paths.signIn, signInPage).post(submitSignIn);
  app.post(paths.signInPasskeyChallenge, passkeyChallenge);
  app.post(paths.signInPasskey, submitPasskey);
  app.get(paths.secondFactor, secondFactorPage).post(submitSecondFactor);
  app.post(paths.signOut, signOut);
  app.get(paths.passwordReset, passwordResetPage).post(submitPasswordReset);
  app.get(paths.passwordResetLink, newPasswordPage).post(submitNewPassword);
  app.get(paths.passwordLetter, passwordLetterPage).post(submitPasswordLetter);

  // Ways into the login change only for someone who has just proved who they are (ASVS 5.0, 7.5.1).
  app.use(paths.security, requireRecentSignIn);
  app.get(paths.security, securityPage);
  app.get(paths.passkeys, requireLogin, (c) => c.redirect(paths.security, 303));
  app.post(paths.password, requireRecentSignIn, submitPassword);
  app.post(paths.passkeyChallenge, requireRecentSignIn, newPasskeyChallenge);
  app.post(paths.passkeys, requireRecentSignIn, submitNewPasskey);
  app.post(paths.passkeyRemoval(':passkey'), requireRecentSignIn, submitPasskeyRemoval);
  app.get(paths.authenticator, requireRecentSignIn, (c) => authenticatorPage(c));
  app.post(paths.authenticator, requireRecentSignIn, beginSetUp);
  app.post(paths.authenticatorCode, requireRecentSignIn, submitFirstCode);
  app.post(paths.authenticatorRemoval, requireRecentSignIn, submitAuthenticatorRemoval);
  app.post(paths.recoveryCodes, requireRecentSignIn, renewCodes);
  app.post(paths.recoveryCodesSaved, requireLogin, submitCodesSaved);
  app.get(paths.email, requireRecentSignIn, (c) => emailPage(c));
  app.post(paths.email, requireRecentSignIn, submitEmail);
  app.post(paths.emailCode, requireRecentSignIn, submitEmailCode);
  app.post(paths.emailWithdrawal, requireRecentSignIn, submitEmailWithdrawal);
  app.post(paths.sessionEnd(':session'), requireRecentSignIn, submitSessionEnd);
};
