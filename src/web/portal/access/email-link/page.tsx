import { isEmailLinkOpen, proveEmailByLink } from '../../../../usecases/access/index.ts';
import { accessDeps, visitOf } from '../../../access-deps.ts';
import { readForm } from '../../../form-data.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { doneView, oneButtonView, refusedLinkView } from '../mailed-link.tsx';

/** Where the mail to the new email leads: one button, since mail scanners open links too. No sign-in. */
export async function emailLinkPage(c: PageContext): Promise<Response> {
  const { t } = c.var;
  const token = c.req.query('token') ?? '';
  const open = await isEmailLinkOpen(accessDeps(c), token, visitOf(c));
  if (!open.ok) return refusedLinkView(c, open);
  return oneButtonView(c, {
    ...{ title: t('email-change.link-title'), body: [t('email-change.link-body')] },
    ...{ action: paths.emailLink, token, button: t('email-change.prove-button') },
  });
}

export async function submitEmailLink(c: PageContext): Promise<Response> {
  const { t } = c.var;
  const { token } = readForm(c, ['token']);
  const proven = await proveEmailByLink(accessDeps(c), token, visitOf(c));
  return proven.ok ? doneView(c, t('email-change.done'), t('email-change.done-body')) : refusedLinkView(c, proven);
}
