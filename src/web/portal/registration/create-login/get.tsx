import { registrationState } from '../../../../usecases/registration/index.ts';
import type { PageContext } from '../../../page.ts';
import { expiredPage } from '../expired-page.tsx';
import { registrationToken } from '../registration-cookie.ts';
import { createLoginView } from './view.tsx';

export async function createLoginPage(c: PageContext): Promise<Response> {
  const { deps, now, t } = c.var;
  const state = await registrationState(deps.db, registrationToken(c), now);
  if (state === undefined) return expiredPage(c);
  const isInvited = state.path === 'invitation';
  return createLoginView(c, {
    ...{
      email: state.email ?? state.invitedEmail ?? '',
      way: 'password',
      language: t.language,
      consent: '',
      isInvited,
    },
  });
}
