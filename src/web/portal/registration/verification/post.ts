import {
  type Registered,
  registrationState,
  resendVerification,
  verifyByCode,
  verifyByLink,
} from '../../../../usecases/registration/index.ts';
import { accessDeps, visitOf } from '../../../access-deps.ts';
import { readForm } from '../../../form-data.ts';
import { sendCookies } from '../../../middleware/sessions.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { isTooMany, refuseTooMany, tooManyPage } from '../../../too-many.ts';
import { consentText, consentVersion } from '../create-login/view.tsx';
import { expiredPage } from '../expired-page.tsx';
import { forgetRegistration, registrationToken } from '../registration-cookie.ts';
import { verificationLinkView, verificationView } from './view.tsx';

export async function submitVerificationCode(c: PageContext): Promise<Response> {
  const { deps, now } = c.var;
  const token = registrationToken(c);
  if (token === undefined) return expiredPage(c);
  const { code } = readForm(c, ['code']);
  const verified = await verifyByCode(accessDeps(c), { token, code }, visitOf(c));
  if (verified.ok) return welcome(c, verified.value);
  if (isTooMany(verified.problem)) return tooManyPage(c, verified.problem);
  const state = await registrationState(deps.db, token, now);
  if (state?.email === undefined) return expiredPage(c);
  return verificationView(c, { email: state.email, isInvited: state.path === 'invitation' }, [verified.problem]);
}

export async function submitVerificationLink(c: PageContext): Promise<Response> {
  const { token, password, consent } = readForm(c, ['token', 'password', 'consent']);
  const verified = await verifyByLink(
    accessDeps(c),
    {
      link: token,
      browser: registrationToken(c),
      password,
      consent: consent === 'yes' ? { text: consentText(c), version: consentVersion } : undefined,
    },
    visitOf(c),
  );
  if (verified.ok) return welcome(c, verified.value);
  const tooMany = refuseTooMany(c, verified.problem);
  if (tooMany !== undefined) return tooMany;
  if (verified.problem.some(({ code }) => code === 'access.link-expired' || code === 'access.registration-expired')) {
    return expiredPage(c);
  }
  return verificationLinkView(c, token, { elsewhere: true, consent }, verified.problem);
}

export async function submitVerificationMail(c: PageContext): Promise<Response> {
  const token = registrationToken(c);
  if (token === undefined) return expiredPage(c);
  const sent = await resendVerification(accessDeps(c), token, visitOf(c));
  if (sent.ok) return c.redirect(`${paths.registration.verifyEmail}?resent=yes`, 303);
  return isTooMany(sent.problem) ? tooManyPage(c, sent.problem) : expiredPage(c);
}

/** The email is proven: the login exists, and its owner is signed in, in a session that did not exist before. */
async function welcome(c: PageContext, registered: Registered): Promise<Response> {
  sendCookies(c, await c.var.deps.customers.begin(registered.loginId, c.req.raw.headers, c.var.address));
  forgetRegistration(c);
  const number = registered.number;
  const next = registered.outcome === 'attached' ? { account: number } : { outcome: registered.outcome };
  const welcomePath = `${paths.registration.welcome}?${new URLSearchParams(next)}`;
  return c.redirect(registered.wantsPasskey ? paths.passkeys : welcomePath, 303);
}
