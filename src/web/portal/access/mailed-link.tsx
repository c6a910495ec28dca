import type { AccessProblemCode } from '../../../domain/access/index.ts';
import type { Problem } from '../../../domain/kernel/index.ts';
import type { TooManyTries } from '../../../usecases/access/index.ts';
import { Alert } from '../../components/alert.tsx';
import { Button, Form } from '../../components/form.tsx';
import { page } from '../../components/layout.tsx';
import type { PageContext } from '../../page.ts';
import { paths } from '../../paths.ts';
import { isTooMany, tooManyPage } from '../../too-many.ts';

/** A mailed link opens a page with one button, since mail scanners open links too. */
export function oneButtonView(
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

export function doneView(
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

export function refusedLinkView(
  c: PageContext,
  { problem }: { readonly problem: Problem<AccessProblemCode> | TooManyTries },
): Response | Promise<Response> {
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
