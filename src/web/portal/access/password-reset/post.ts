import { requestPasswordReset, resetPassword } from '../../../../usecases/access/index.ts';
import { accessDeps, visitOf } from '../../../access-deps.ts';
import { readForm } from '../../../form-data.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { isTooMany, tooManyPage } from '../../../too-many.ts';
import { newPasswordView, passwordResetView, resetLinkExpiredView } from './view.tsx';

export async function submitPasswordReset(c: PageContext): Promise<Response> {
  const { email } = readForm(c, ['email']);
  const asked = await requestPasswordReset(accessDeps(c), email, visitOf(c));
  if (asked.ok) return c.redirect(`${paths.passwordReset}?sent=yes`, 303);
  return isTooMany(asked.problem) ? tooManyPage(c, asked.problem) : passwordResetView(c, email, [asked.problem]);
}

/** After a reset the person still signs in: the mail alone gives no session. */
export async function submitNewPassword(c: PageContext): Promise<Response> {
  const { token, password } = readForm(c, ['token', 'password']);
  const reset = await resetPassword(accessDeps(c), { token, password }, visitOf(c));
  if (reset.ok) return c.redirect(`${paths.signIn}?news=password-changed`, 303);
  if (reset.problem.code === 'access.link-expired') return resetLinkExpiredView(c);
  return newPasswordView(c, token, [reset.problem]);
}
