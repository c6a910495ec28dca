import { endDelegateOf } from '../../../../usecases/delegates/index.ts';
import { accessDeps, visitOf } from '../../../access-deps.ts';
import { Button, Form } from '../../../components/form.tsx';
import { page } from '../../../components/layout.tsx';
import { accountOf } from '../../../middleware/require.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { delegateOf } from '../delegate-of.ts';
import { nameOf } from '../name-of.ts';

/** Asks once before somebody's access ends. */
export async function endDelegatePage(c: PageContext): Promise<Response> {
  const { t } = c.var;
  const number = accountOf(c).number;
  const delegate = await delegateOf(c);
  if (delegate === undefined) return c.var.refuse('not-found');
  const title = t('people.end-title', { email: nameOf(c, delegate) });
  return page(
    c,
    { title, back: { href: paths.people(number), text: t('people.title') } },
    <>
      <h1>{title}</h1>
      <p>{t('people.end-body')}</p>
      <Form c={c} action={paths.delegateEnd(number, String(delegate.id))}>
        <Button text={t('people.end-yes')} kind="secondary" />
      </Form>
      <p>
        <a href={paths.people(number)}>{t('people.end-no')}</a>
      </p>
    </>,
  );
}

export async function postEndDelegate(c: PageContext): Promise<Response> {
  const account = accountOf(c);
  const delegate = await delegateOf(c);
  if (delegate === undefined) return c.var.refuse('not-found');
  const ended = await endDelegateOf(accessDeps(c), account, delegate.id, visitOf(c));
  if (!ended.ok) return c.var.refuse('not-found');
  return c.redirect(`${paths.people(account.number)}?news=ended`, 303);
}
