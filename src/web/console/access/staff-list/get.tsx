import { staffMembers } from '../../../../usecases/access/index.ts';
import { Alert } from '../../../components/alert.tsx';
import { page } from '../../../components/layout.tsx';
import { Table } from '../../../components/table.tsx';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { lastSignIn, roleName, waysIn } from '../staff-words.ts';

/** Who works here, with which role. */
export async function staffListPage(c: PageContext): Promise<Response> {
  const { t, deps } = c.var;
  const members = await staffMembers(deps.db);
  const title = t('console.staff.title');
  return page(
    c,
    { title, realm: 'console', width: 'wide' },
    <>
      <h1>{title}</h1>
      {c.req.query('news') === 'deactivated' && (
        <Alert kind="success" live>
          {t('console.staff.deactivated')}
        </Alert>
      )}
      <p>
        <a class="usa-button" href={paths.console.staffNew}>
          {t('console.staff.invite')}
        </a>{' '}
        <a href={paths.console.accessReview}>{t('console.review.title')}</a>
      </p>
      <Table
        caption={title}
        isCaptionHidden
        empty={t('console.staff.none')}
        rows={members}
        columns={[
          {
            heading: t('console.staff.name'),
            cell: (member) => <a href={paths.console.staffMember(member.id)}>{member.name}</a>,
          },
          { heading: t('console.staff.email'), cell: (member) => member.email },
          { heading: t('console.staff.role'), cell: (member) => roleName(c, member.role) },
          { heading: t('console.staff.ways'), cell: (member) => waysIn(c, member) },
          { heading: t('console.staff.last'), cell: (member) => lastSignIn(c, member) },
        ]}
      />
    </>,
  );
}
