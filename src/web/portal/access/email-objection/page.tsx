import { isEmailObjectionOpen, objectToEmail } from '../../../../usecases/access/index.ts';
import { accessDeps, visitOf } from '../../../access-deps.ts';
import { readForm } from '../../../form-data.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { doneView, oneButtonView, refusedLinkView } from '../mailed-link.tsx';

/** Where the mail to the old email leads: who reads it says that the change was not theirs. */
export async function emailObjectionPage(c: PageContext): Promise<Response> {
  const { t } = c.var;
  const token = c.req.query('token') ?? '';
  const open = await isEmailObjectionOpen(accessDeps(c), token, visitOf(c));
  if (!open.ok) return refusedLinkView(c, open);
  return oneButtonView(c, {
    ...{ title: t('email-objection.title'), body: [t('email-objection.body'), t('email-objection.what-happens')] },
    ...{ action: paths.emailObjection, token, button: t('email-objection.button') },
  });
}

export async function submitEmailObjection(c: PageContext): Promise<Response> {
  const { t } = c.var;
  const { token } = readForm(c, ['token']);
  const objected = await objectToEmail(accessDeps(c), token, visitOf(c));
  if (!objected.ok) return refusedLinkView(c, objected);
  return doneView(c, t('email-objection.done'), t('email-objection.done-body'), {
    href: paths.passwordReset,
    text: t('password-reset.title'),
  });
}
