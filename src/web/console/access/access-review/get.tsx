import { type Permission, permissions, type StaffRole } from '../../../../domain/access/index.ts';
import { permissionUses, staffMembers } from '../../../../usecases/access/index.ts';
import { page } from '../../../components/layout.tsx';
import { Table } from '../../../components/table.tsx';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { lastSignIn, roleName, waysIn } from '../staff-words.ts';

/** Who can do what, and when each was last here: for the yearly review, on paper and as a file too. */
export async function accessReviewPage(c: PageContext): Promise<Response> {
  const { t, deps } = c.var;
  const members = await staffMembers(deps.db);
  const uses = await permissionUses(deps.db);
  const title = t('console.review.title');
  const all = Object.entries(permissions) as [Permission, readonly StaffRole[]][];
  return page(
    c,
    { title, realm: 'console', width: 'wide' },
    <>
      <h1>{title}</h1>
      <p class="usa-intro">{t('console.review.intro')}</p>
      <p>
        <a href={paths.console.accessReviewCsv}>{t('console.review.csv')}</a>
      </p>
      <Table
        caption={t('console.review.people')}
        empty={t('console.staff.none')}
        rows={members}
        columns={[
          { heading: t('console.staff.name'), cell: (member) => member.name },
          { heading: t('console.staff.email'), cell: (member) => member.email },
          { heading: t('console.staff.role'), cell: (member) => roleName(c, member.role) },
          {
            heading: t('console.review.permissions'),
            cell: (member) => all.filter(([, roles]) => roles.includes(member.role)).length,
            numeric: true,
          },
          { heading: t('console.staff.ways'), cell: (member) => waysIn(c, member) },
          { heading: t('console.staff.last'), cell: (member) => lastSignIn(c, member) },
        ]}
      />
      <Table
        caption={t('console.review.what')}
        empty=""
        rows={all}
        columns={[
          {
            heading: t('console.review.permission'),
            cell: ([permission]) => (
              <>
                {t(`console.permission.${permission}`)}
                <br />
                <code class="usa-hint">{permission}</code>
              </>
            ),
          },
          { heading: t('console.review.roles'), cell: ([, roles]) => t.list(roles.map((role) => roleName(c, role))) },
          {
            heading: t('console.review.members'),
            cell: ([, roles]) => {
              const who = members.filter(({ role }) => roles.includes(role)).map(({ name }) => name);
              return who.length === 0 ? '–' : t.list(who);
            },
            narrow: true,
          },
          {
            heading: t('console.review.last-used'),
            cell: ([permission]) => {
              const last = uses.find((use) => use.permission === permission);
              return last === undefined
                ? t('console.review.never-used')
                : t('console.review.used-by', { date: t.listDate(last.on), name: last.name });
            },
          },
        ]}
      />
    </>,
  );
}
