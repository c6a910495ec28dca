import type { Area } from '../app.tsx';
import {
  requireAccount,
  requireLogin,
  requireOpenPortal,
  requireOwner,
  requireRecentSignIn,
} from '../middleware/require.ts';
import { paths } from '../paths.ts';
import { accessLogPage } from './access-log/get.tsx';
import { invitationPage, postInvitation, postInvitationLogin } from './invitation/get.tsx';
import { newPasswordPage, passwordResetPage } from './password-reset/get.tsx';
import { submitNewPassword, submitPasswordReset } from './password-reset/post.ts';
import { answerPage, postAnswer } from './people/answer.tsx';
import { endDelegatePage, postEndDelegate } from './people/end.tsx';
import { peoplePage } from './people/get.tsx';
import { claimedPage } from './register/claimed/get.tsx';
import { submitAskOwner, submitMailedCodeLetter } from './register/claimed/post.ts';
import { createLoginPage } from './register/create-login/get.tsx';
import { submitCreateLogin } from './register/create-login/post.ts';
import { findAccountPage } from './register/find-account/get.tsx';
import { submitFindAccount } from './register/find-account/post.ts';
import { mailedCodePage } from './register/mailed-code/get.tsx';
import { submitMailedCode } from './register/mailed-code/post.ts';
import { verificationLinkPage, verificationPage } from './register/verification/get.tsx';
import {
  submitVerificationCode,
  submitVerificationLink,
  submitVerificationMail,
} from './register/verification/post.ts';
import { welcomePage } from './register/welcome/get.tsx';
import { postPhone, postPhoneCode, postPhoneRemoval } from './settings/phone/post.ts';
import { requireCarrier } from './settings/phone/require-carrier.ts';
import { phoneCodeView, phoneView } from './settings/phone/view.tsx';
import { securityPage } from './settings/security/get.tsx';
import {
  newPasskeyChallenge,
  submitNewPasskey,
  submitPasskeyRemoval,
  submitPassword,
  submitSessionEnd,
} from './settings/security/post.ts';
import { signInPage } from './sign-in/get.tsx';
import { passkeyChallenge, submitPasskey } from './sign-in/passkey.ts';
import { submitSignIn } from './sign-in/post.ts';
import { signOut } from './sign-out/post.ts';

/** Registering, signing in and out, and a login's own settings. Comes before the area of `/accounts/:account`. */
export const accessArea: Area = (app) => {
  const { registration } = paths;
  for (const path of [
    registration.findAccount,
    paths.signIn,
    paths.passwordReset,
    paths.addAccount,
    paths.invitation,
  ]) {
    app.use(path, requireOpenPortal);
    app.use(`${path}/*`, requireOpenPortal);
  }
  app.get(registration.findAccount, findAccountPage).post(submitFindAccount);
  app.get(registration.createLogin, createLoginPage).post(submitCreateLogin);
  app.get(registration.verifyEmail, verificationPage).post(submitVerificationCode);
  app.get(registration.verificationLink, verificationLinkPage).post(submitVerificationLink);
  app.post(registration.verificationMail, submitVerificationMail);
  app.get(registration.alreadyClaimed, claimedPage).post(submitAskOwner);
  app.post(registration.mailedCodeLetter, submitMailedCodeLetter);
  app.use(registration.mailedCode, requireLogin);
  app.get(registration.mailedCode, mailedCodePage).post(submitMailedCode);
  app.get(registration.welcome, welcomePage);

  app.use(paths.addAccount, requireLogin);
  app.get(paths.addAccount, findAccountPage).post(submitFindAccount);

  app.get(paths.accountAccess(':account'), requireAccount(), requireOwner, accessLogPage);

  // Only the owner lets in and ends it: the use cases ask for the role besides.
  const ofOwner = requireAccount('manage');
  app.get(paths.people(':account'), ofOwner, peoplePage);
  app.get(paths.askerAnswer(':account', ':request'), ofOwner, requireRecentSignIn, answerPage);
  app.post(paths.askerAnswer(':account', ':request'), ofOwner, requireRecentSignIn, postAnswer);
  app.get(paths.delegateEnd(':account', ':access'), ofOwner, requireRecentSignIn, endDelegatePage);
  app.post(paths.delegateEnd(':account', ':access'), ofOwner, requireRecentSignIn, postEndDelegate);
  app.get(paths.invitation, invitationPage).post(postInvitation);
  app.post(paths.invitationLogin, postInvitationLogin);

  app.get(paths.signIn, signInPage).post(submitSignIn);
  app.post(paths.signInPasskeyChallenge, passkeyChallenge);
  app.post(paths.signInPasskey, submitPasskey);
  app.post(paths.signOut, signOut);
  app.get(paths.passwordReset, passwordResetPage).post(submitPasswordReset);
  app.get(paths.passwordResetLink, newPasswordPage).post(submitNewPassword);

  // Ways into the login change only for someone who has just proved who they are (ASVS 5.0, 7.5.1).
  app.use(paths.security, requireRecentSignIn);
  app.get(paths.security, securityPage);
  app.get(paths.passkeys, requireLogin, (c) => c.redirect(paths.security, 303));
  // Where texts go is a way to reach the person: changed only by one who just signed in.
  app.use(paths.phone, requireCarrier, requireRecentSignIn);
  app.use(`${paths.phone}/*`, requireCarrier, requireLogin);
  app.get(paths.phone, (c) => phoneView(c)).post(postPhone);
  app.get(paths.phoneCode, (c) => phoneCodeView(c)).post(postPhoneCode);
  app.post(paths.phoneRemoval, postPhoneRemoval);
  app.post(paths.password, requireRecentSignIn, submitPassword);
  app.post(paths.passkeyChallenge, requireRecentSignIn, newPasskeyChallenge);
  app.post(paths.passkeys, requireRecentSignIn, submitNewPasskey);
  app.post(paths.passkeyRemoval(':passkey'), requireRecentSignIn, submitPasskeyRemoval);
  app.post(paths.sessionEnd(':session'), requireRecentSignIn, submitSessionEnd);
};
