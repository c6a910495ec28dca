import { isObjectionLinkOpen, objectByLink } from '../../../../usecases/access/index.ts';
import { accessDeps, visitOf } from '../../../access-deps.ts';
import { Alert } from '../../../components/alert.tsx';
import { Button, Form } from '../../../components/form.tsx';
import { page } from '../../../components/layout.tsx';
import { readForm } from '../../../form-data.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { isTooMany, tooManyPage } from '../../../too-many.ts';

/** Where the mail leads that tells about a new person: no sign-in, and nothing of the account for a stranger to read. */
export async function objectionPage(c: PageContext): Promise<Response> {
  const { t } = c.var;
  const token = c.req.query('token') ?? '';
  const open = await isObjectionLinkOpen(accessDeps(c), token, visitOf(c));
  if (!open.ok) return isTooMany(open.problem) ? tooManyPage(c, open.problem) : overPage(c);
  const title = t('objection.title');
  return page(
    c,
    { title },
    <>
      <h1>{title}</h1>
      <p>{t('objection.body')}</p>
      <p>{t('objection.what-happens')}</p>
      <Form c={c} action={paths.accessObjection}>
        <input type="hidden" name="token" value={token} />
        <Button text={t('objection.button')} />
      </Form>
    </>,
  );
}

export async function postObjection(c: PageContext): Promise<Response> {
  const { t, deps } = c.var;
  const { token } = await readForm(c, ['token']);
  const closed = await objectByLink(accessDeps(c), token, visitOf(c));
  if (!closed.ok) return isTooMany(closed.problem) ? tooManyPage(c, closed.problem) : overPage(c);
  const title = t('objection.done');
  return page(
    c,
    { title },
    <>
      <h1>{title}</h1>
      <Alert kind="success">{t('objection.done-body', { phone: deps.utility.contact.billing_phone })}</Alert>
    </>,
  );
}

function overPage(c: PageContext): Response | Promise<Response> {
  const { t, deps } = c.var;
  const title = t('objection.over');
  return page(
    c,
    { title, status: 404 },
    <>
      <h1>{title}</h1>
      <Alert kind="info">{t('objection.over-body', { phone: deps.utility.contact.billing_phone })}</Alert>
    </>,
  );
}
