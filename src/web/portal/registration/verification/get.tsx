import { linkIsOfAnotherBrowser, registrationState } from '../../../../usecases/registration/index.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { expiredPage } from '../expired-page.tsx';
import { registrationToken } from '../registration-cookie.ts';
import { verificationLinkView, verificationView } from './view.tsx';

export async function verificationPage(c: PageContext): Promise<Response> {
  const { deps, now } = c.var;
  const state = await registrationState(deps.db, registrationToken(c), now);
  if (state === undefined) return expiredPage(c);
  if (state.email === undefined) return c.redirect(paths.registration.createLogin, 303);
  const isInvited = state.path === 'invitation';
  return verificationView(c, { email: state.email, isInvited, resent: c.req.query('resent') === 'yes' });
}

export async function verificationLinkPage(c: PageContext): Promise<Response> {
  const { deps, now } = c.var;
  const link = c.req.query('token') ?? '';
  const elsewhere = await linkIsOfAnotherBrowser(deps, { link, browser: registrationToken(c) }, now);
  return verificationLinkView(c, link, { elsewhere, consent: '' });
}
