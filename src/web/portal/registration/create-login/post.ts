import { createLogin, registrationState } from '../../../../usecases/registration/index.ts';
import { accessDeps, visitOf } from '../../../access-deps.ts';
import { readForm } from '../../../form-data.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { isTooMany, tooManyPage } from '../../../too-many.ts';
import { knownLanguage } from '../../../words/known-language.ts';
import { expiredPage } from '../expired-page.tsx';
import { registrationToken } from '../registration-cookie.ts';
import { consentOf, createLoginView } from './view.tsx';

export async function submitCreateLogin(c: PageContext): Promise<Response> {
  const { deps, now } = c.var;
  const token = registrationToken(c);
  if (token === undefined) return expiredPage(c);
  const state = await registrationState(deps.db, token, now);
  const form = {
    ...readForm(c, ['email', 'way', 'password', 'language', 'consent']),
    isInvited: state?.path === 'invitation',
  };
  const created = await createLogin(
    accessDeps(c),
    {
      token,
      email: form.email,
      password: form.way === 'passkey' ? undefined : form.password,
      language: knownLanguage(c, form.language) ?? c.var.t.language,
      consent: form.consent === 'yes' ? consentOf(c, form) : undefined,
    },
    visitOf(c),
  );
  if (created.ok) return c.redirect(paths.registration.verifyEmail, 303);
  const { problem } = created;
  if (isTooMany(problem)) return tooManyPage(c, problem);
  if (problem.some((one) => one.code === 'access.registration-expired')) return expiredPage(c);
  return createLoginView(c, form, problem);
}
