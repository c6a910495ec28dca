import type { Area } from '../../area.ts';
import { requireLogin, requireOpenPortal } from '../../middleware/require.ts';
import { paths } from '../../paths.ts';
import { atHomePage } from './at-home/get.tsx';
import { claimedPage } from './claimed/get.tsx';
import { submitAskOwner, submitMailedCodeLetter } from './claimed/post.ts';
import { createLoginPage } from './create-login/get.tsx';
import { submitCreateLogin } from './create-login/post.ts';
import { findAccountPage } from './find-account/get.tsx';
import { submitFindAccount } from './find-account/post.ts';
import { letterPage, submitLetter } from './letter/page.tsx';
import { mailedCodePage } from './mailed-code/get.tsx';
import { submitMailedCode } from './mailed-code/post.ts';
import { noEmailPage, submitNoEmail, submitNoEmailLetter } from './no-email/page.tsx';
import { verificationLinkPage, verificationPage } from './verification/get.tsx';
import { submitVerificationCode, submitVerificationLink, submitVerificationMail } from './verification/post.ts';
import { welcomePage } from './welcome/get.tsx';

/** Registering, and adding another account to a login. Comes before the area of `/accounts/:account`. */
export const registrationArea: Area = (app) => {
  const { registration } = paths;
  for (const path of [registration.findAccount, paths.addAccount]) {
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
  app.get(registration.noEmail, noEmailPage).post(submitNoEmail);
  app.post(registration.noEmailLetter, submitNoEmailLetter);
  app.get(registration.letter, letterPage).post(submitLetter);
  app.get(registration.atHome, atHomePage);

  app.use(paths.addAccount, requireLogin);
  app.get(paths.addAccount, findAccountPage).post(submitFindAccount);
};
