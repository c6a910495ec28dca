import { readSignInName } from '../../../../domain/access/index.ts';
import { readZip } from '../../../../domain/accounts/index.ts';
import type { Problem } from '../../../../domain/kernel/index.ts';
import { requestPasswordReset, resetNeedsBill, resetPassword } from '../../../../usecases/access/index.ts';
import { askForPasswordLetter } from '../../../../usecases/registration/index.ts';
import { accessDeps, visitOf } from '../../../access-deps.ts';
import { readNumberTyped, typedNumberFields } from '../../../components/account-number-field.tsx';
import { readForm } from '../../../form-data.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { isTooMany, tooManyPage } from '../../../too-many.ts';
import { newPasswordView, passwordResetView, resetLinkExpiredView } from './view.tsx';

export async function submitPasswordReset(c: PageContext): Promise<Response> {
  const { email } = readForm(c, ['email']);
  const byNumber = readSignInName(email, c.var.deps.utility.account_number)?.kind === 'number';
  const ask = byNumber ? askForPasswordLetter : requestPasswordReset;
  const asked = await ask(accessDeps(c), email, visitOf(c));
  if (asked.ok) return c.redirect(`${paths.passwordReset}?sent=yes`, 303);
  return isTooMany(asked.problem) ? tooManyPage(c, asked.problem) : passwordResetView(c, email, [asked.problem]);
}

/** After a reset the person still signs in: the mail alone gives no session. */
export async function submitNewPassword(c: PageContext): Promise<Response> {
  const form = { ...readForm(c, ['token', 'password', 'zip']), number: typedNumberFields(c) };
  const { token, password } = form;
  const deps = accessDeps(c);
  const needsBill = await resetNeedsBill(deps, token, c.var.now);
  const number = readNumberTyped(c, form.number);
  const zip = readZip(form.zip);
  const problems: Problem[] = [
    ...(number.ok ? [] : number.problem),
    ...(zip === undefined ? [{ code: 'accounts.zip-unreadable', field: 'zip' }] : []),
  ];
  if (needsBill && problems.length > 0) return newPasswordView(c, { ...form, needsBill }, problems);
  const bill = number.ok && zip !== undefined ? { number: number.value.text, zip } : undefined;
  const reset = await resetPassword(deps, { token, password, bill }, visitOf(c));
  if (reset.ok) return c.redirect(`${paths.signIn}?news=password-changed`, 303);
  if (isTooMany(reset.problem)) return tooManyPage(c, reset.problem);
  if (reset.problem.code === 'access.link-expired') return resetLinkExpiredView(c);
  return newPasswordView(c, { ...form, needsBill }, [reset.problem]);
}
