import { readZip } from '../../../../domain/accounts/index.ts';
import type { Problem } from '../../../../domain/kernel/index.ts';
import { addAccount, findAccount } from '../../../../usecases/registration/index.ts';
import { accessDeps, visitOf } from '../../../access-deps.ts';
import { readNumberTyped, typedNumberFields } from '../../../components/account-number-field.tsx';
import { readForm } from '../../../form-data.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { isTooMany, tooManyPage } from '../../../too-many.ts';
import { forgetRegistration, keepRegistration } from '../registration-cookie.ts';
import { findAccountView } from './view.tsx';

/** Finds the account; someone signed in has it added at once, anybody else goes on to create a login. */
export async function submitFindAccount(c: PageContext): Promise<Response> {
  const form = { ...readForm(c, ['zip']), number: typedNumberFields(c) };
  const number = readNumberTyped(c, form.number);
  const zip = readZip(form.zip);
  const problems: Problem[] = [];
  if (!number.ok) problems.push(...number.problem);
  if (zip === undefined) problems.push({ code: 'accounts.zip-unreadable', field: 'zip' });
  if (!number.ok || zip === undefined) return findAccountView(c, form, problems);

  const deps = accessDeps(c);
  const found = await findAccount(deps, { number: number.value, zip }, visitOf(c));
  if (!found.ok) {
    if (isTooMany(found.problem)) return tooManyPage(c, found.problem);
    if (found.problem.code === 'access.registration-not-open') return c.var.refuse('not-open');
    return findAccountView(c, form, [found.problem]);
  }
  const { loginId } = c.var;
  const { token, claimed } = found.value;
  if (loginId !== undefined) {
    const added = await addAccount(deps, { token, loginId }, visitOf(c));
    if (added.ok) {
      forgetRegistration(c);
      return c.redirect(paths.account(added.value), 303);
    }
  }
  keepRegistration(c, token);
  return c.redirect(claimed ? paths.registration.alreadyClaimed : paths.registration.createLogin, 303);
}
