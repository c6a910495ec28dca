import type { Problem } from '../../../../domain/kernel/index.ts';
import { todayOf } from '../../../../usecases/access/index.ts';
import { changeDelegateOf, type Delegate } from '../../../../usecases/delegates/index.ts';
import { accessDeps, visitOf } from '../../../access-deps.ts';
import { Button, ErrorSummary, Form } from '../../../components/form.tsx';
import { page } from '../../../components/layout.tsx';
import { readForm } from '../../../form-data.ts';
import { accountOf } from '../../../middleware/require.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { delegateOf } from '../delegate-of.ts';
import { nameOf } from '../name-of.ts';
import { formOfRights, RightsFields, type RightsForm, readRights, rightsFields } from '../rights-fields.tsx';

/** Other rights for somebody who has access, or another last day. */
export async function changeDelegatePage(c: PageContext): Promise<Response> {
  const delegate = await delegateOf(c);
  return delegate === undefined ? c.var.refuse('not-found') : view(c, delegate, formOfRights(delegate));
}

function view(
  c: PageContext,
  delegate: Delegate,
  form: RightsForm,
  problems: readonly Problem[] = [],
): Response | Promise<Response> {
  const { t } = c.var;
  const number = accountOf(c).number;
  const title = t('people.change-title', { email: nameOf(c, delegate) });
  return page(
    c,
    { title, status: problems.length > 0 ? 422 : 200, back: { href: paths.people(number), text: t('people.title') } },
    <>
      <ErrorSummary c={c} problems={problems} />
      <h1>{title}</h1>
      <p class="usa-intro">{t('people.change-intro')}</p>
      <Form c={c} action={paths.delegateChange(number, String(delegate.id))}>
        <RightsFields c={c} form={form} problems={problems} />
        <Button text={t('people.change-button')} />
      </Form>
    </>,
  );
}

export async function postChangeDelegate(c: PageContext): Promise<Response> {
  const { deps, now } = c.var;
  const account = accountOf(c);
  const delegate = await delegateOf(c);
  if (delegate === undefined) return c.var.refuse('not-found');
  const form = readForm(c, rightsFields);
  const letIn = readRights(form, todayOf(deps.utility, now));
  if (!letIn.ok) return view(c, delegate, form, letIn.problem);
  const asked = { delegateId: delegate.id, letIn: letIn.value };
  const changed = await changeDelegateOf(accessDeps(c), account, asked, visitOf(c));
  if (!changed.ok) return view(c, delegate, form, [changed.problem]);
  return c.redirect(`${paths.people(account.number)}?news=changed`, 303);
}
