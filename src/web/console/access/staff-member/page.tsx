import type { Problem } from '../../../../domain/kernel/index.ts';
import { changeStaffRole, staffMember } from '../../../../usecases/access/index.ts';
import { Alert } from '../../../components/alert.tsx';
import { Button, Choices, ErrorSummary, Field, Form } from '../../../components/form.tsx';
import { Icon } from '../../../components/icon.tsx';
import { page } from '../../../components/layout.tsx';
import { SummaryList } from '../../../components/summary-list.tsx';
import { Table } from '../../../components/table.tsx';
import { readForm } from '../../../form-data.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { by, lastSignIn, roleChoices, roleName, type Shown, waysIn } from '../staff-words.ts';

/** One member: what they may do, what happened to them, and the two ways to change it. */
export async function staffMemberPage(c: PageContext, problems: readonly Problem[] = []): Promise<Response> {
  const { t, deps, staff } = c.var;
  const found = await staffMember(deps.db, c.req.param('id') ?? '');
  if (found === undefined) return c.var.refuse('not-found');
  const { member, changes } = found;
  const isGone = member.removedAt !== undefined;
  const isOwn = member.id === staff?.id;
  const news = c.req.query('news');
  return page(
    c,
    { title: member.name, realm: 'console', status: problems.length > 0 ? 422 : 200 },
    <>
      <p>
        <a href={paths.console.staff}>
          <Icon name="back" /> {t('console.staff.title')}
        </a>
      </p>
      <ErrorSummary c={c} problems={problems} />
      <h1>{member.name}</h1>
      {(news === 'invited' || news === 'role') && (
        <Alert kind="success" live>
          {t(`console.staff.news-${news}`, { email: member.email, role: roleName(c, member.role) })}
        </Alert>
      )}
      <SummaryList
        rows={[
          { term: t('console.staff.email'), value: isGone ? t('console.staff.gone') : member.email },
          { term: t('console.staff.role'), value: roleName(c, member.role) },
          { term: t('console.staff.ways'), value: waysIn(c, member) },
          { term: t('console.staff.last'), value: lastSignIn(c, member) },
        ]}
      />
      {isOwn && <p>{t('console.staff.own')}</p>}
      {!isGone && !isOwn && <ChangeForms c={c} member={member} problems={problems} />}
      <h2>{t('console.staff.history')}</h2>
      <Table
        caption={t('console.staff.history')}
        isCaptionHidden
        empty={t('console.staff.history-none')}
        rows={changes}
        columns={[
          { heading: t('console.staff.when'), cell: (change) => t.stamp(change.at) },
          {
            heading: t('console.staff.what'),
            cell: (change) =>
              t(`console.staff.change.${change.what}`, {
                before: roleName(c, change.roleBefore ?? ''),
                after: roleName(c, change.roleAfter ?? ''),
              }),
          },
          {
            heading: t('console.staff.who'),
            cell: (change) => change.byName ?? t.maybe(`console.staff.by.${change.channel}`),
          },
          { heading: t('console.staff.why'), cell: (change) => change.reason, narrow: true },
        ]}
      />
    </>,
  );
}

function ChangeForms({ c, member, problems }: { c: PageContext; member: Shown; problems: readonly Problem[] }) {
  const { t } = c.var;
  return (
    <>
      <h2>{t('console.staff.change-role')}</h2>
      <Form c={c} action={paths.console.staffRole(member.id)}>
        <Choices
          c={c}
          name="role"
          legend={t('console.staff.role')}
          value={member.role}
          problems={problems}
          choices={roleChoices(c)}
        />
        <Field c={c} name="reason" label={t('console.staff.reason')} problems={problems} autocomplete="off" />
        <Button text={t('console.staff.change-role')} />
      </Form>
      <h2>{t('console.staff.deactivate')}</h2>
      <p>{t('console.staff.deactivate-body')}</p>
      <p>
        <a class="usa-button usa-button--outline" href={paths.console.staffDeactivation(member.id)}>
          {t('console.staff.deactivate')}
        </a>
      </p>
    </>
  );
}

export async function submitStaffRole(c: PageContext): Promise<Response> {
  const id = c.req.param('id') ?? '';
  const changed = await changeStaffRole(c.var.deps.db, { id, ...readForm(c, ['role', 'reason']) }, by(c));
  if (!changed.ok) return staffMemberPage(c, [changed.problem]);
  return c.redirect(`${paths.console.staffMember(id)}?news=role`, 303);
}
