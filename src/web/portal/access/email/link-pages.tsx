import type { Result } from '../../../../domain/kernel/index.ts';
import {
  isEmailLinkOpen,
  isEmailObjectionOpen,
  objectToEmail,
  proveEmailByLink,
} from '../../../../usecases/access/index.ts';
import { accessDeps, visitOf } from '../../../access-deps.ts';
import { Alert } from '../../../components/alert.tsx';
import { Button, Form } from '../../../components/form.tsx';
import { page } from '../../../components/layout.tsx';
import { readForm } from '../../../form-data.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { isTooMany, tooManyPage } from '../../../too-many.ts';

type Refused = Extract<Awaited<ReturnType<typeof isEmailLinkOpen>>, { ok: false }>;

/** Where the mail to the new email leads: one button, since mail scanners open links too. No sign-in. */
export async function emailLinkPage(c: PageContext): Promise<Response> {
  const { t } = c.var;
  const token = c.req.query('token') ?? '';
  const open = await isEmailLinkOpen(accessDeps(c), token, visitOf(c));
  if (!open.ok) return refusedLink(c, open);
  return oneButton(c, {
    ...{ title: t('email-change.link-title'), body: [t('email-change.link-body')] },
    ...{ action: paths.emailLink, token, button: t('email-change.prove-button') },
  });
}

export async function submitEmailLink(c: PageContext): Promise<Response> {
  const { t } = c.var;
  const { token } = readForm(c, ['token']);
  const proven = await proveEmailByLink(accessDeps(c), token, visitOf(c));
  return proven.ok ? donePage(c, t('email-change.done'), t('email-change.done-body')) : refusedLink(c, proven);
}

/** Where the mail to the old email leads: who reads it says that the change was not theirs. */
export async function emailObjectionPage(c: PageContext): Promise<Response> {
  const { t } = c.var;
  const token = c.req.query('token') ?? '';
  const open = await isEmailObjectionOpen(accessDeps(c), token, visitOf(c));
  if (!open.ok) return refusedLink(c, open);
  return oneButton(c, {
    ...{ title: t('email-objection.title'), body: [t('email-objection.body'), t('email-objection.what-happens')] },
    ...{ action: paths.emailObjection, token, button: t('email-objection.button') },
  });
}

export async function submitEmailObjection(c: PageContext): Promise<Response> {
  const { t } = c.var;
  const { token } = readForm(c, ['token']);
  const objected: Result<undefined, Refused['problem']> = await objectToEmail(accessDeps(c), token, visitOf(c));
  if (!objected.ok) return refusedLink(c, objected);
  return donePage(c, t('email-objection.done'), t('email-objection.done-body'), {
    href: paths.passwordReset,
    text: t('password-reset.title'),
  });
}

function oneButton(
  c: PageContext,
  shown: {
    readonly title: string;
    readonly body: readonly string[];
    readonly action: string;
    readonly token: string;
    readonly button: string;
  },
): Response | Promise<Response> {
  return page(
    c,
    { title: shown.title },
    <>
      <h1>{shown.title}</h1>
      {shown.body.map((paragraph) => (
        <p>{paragraph}</p>
      ))}
      <Form c={c} action={shown.action}>
        <input type="hidden" name="token" value={shown.token} />
        <Button text={shown.button} />
      </Form>
    </>,
  );
}

function donePage(
  c: PageContext,
  title: string,
  body: string,
  next: { readonly href: string; readonly text: string } = { href: paths.signIn, text: c.var.t('sign-in.title') },
): Response | Promise<Response> {
  return page(
    c,
    { title },
    <>
      <h1>{title}</h1>
      <Alert kind="success">{body}</Alert>
      <p>
        <a class="usa-button" href={next.href}>
          {next.text}
        </a>
      </p>
    </>,
  );
}

function refusedLink(c: PageContext, { problem }: Refused): Response | Promise<Response> {
  if (isTooMany(problem)) return tooManyPage(c, problem);
  const { t, deps } = c.var;
  const title = t('email-change.over');
  return page(
    c,
    { title, status: 404 },
    <>
      <h1>{title}</h1>
      <Alert kind="info">{t('email-change.over-body', { phone: deps.utility.contact.billing_phone })}</Alert>
    </>,
  );
}
