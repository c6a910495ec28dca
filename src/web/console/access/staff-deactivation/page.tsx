import type { Problem } from '../../../../domain/kernel/index.ts';
import { deactivateStaff, staffMember } from '../../../../usecases/access/index.ts';
import { Button, ErrorSummary, Field, Form } from '../../../components/form.tsx';
import { Icon } from '../../../components/icon.tsx';
import { page } from '../../../components/layout.tsx';
import { readForm } from '../../../form-data.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { by } from '../staff-words.ts';

export async function deactivationPage(c: PageContext, problems: readonly Problem[] = []): Promise<Response> {
  const { t, deps } = c.var;
  const id = c.req.param('id') ?? '';
  const found = await staffMember(deps.db, id);
  if (found === undefined || found.member.removedAt !== undefined) return c.var.refuse('not-found');
  const title = t('console.staff.deactivate-title', { name: found.member.name });
  return page(
    c,
    { title, realm: 'console', status: problems.length > 0 ? 422 : 200 },
    <>
      <p>
        <a href={paths.console.staffMember(id)}>
          <Icon name="back" /> {found.member.name}
        </a>
      </p>
      <ErrorSummary c={c} problems={problems} />
      <h1>{title}</h1>
      <p>{t('console.staff.deactivate-body')}</p>
      <Form c={c} action={paths.console.staffDeactivation(id)}>
        <Field c={c} name="reason" label={t('console.staff.reason')} problems={problems} autocomplete="off" />
        <Button text={t('console.staff.deactivate')} kind="secondary" />
      </Form>
    </>,
  );
}

export async function submitDeactivation(c: PageContext): Promise<Response> {
  const { reason } = readForm(c, ['reason']);
  const ended = await deactivateStaff(c.var.deps.db, { id: c.req.param('id') ?? '', reason }, by(c));
  if (!ended.ok) return deactivationPage(c, [ended.problem]);
  return c.redirect(`${paths.console.staff}?news=deactivated`, 303);
}
