import { lookThroughAudit } from '../../../../usecases/access/index.ts';
import { page } from '../../../components/layout.tsx';
import { Table } from '../../../components/table.tsx';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { NextPage } from '../../next-page.tsx';
import { may, pageNumber } from '../../request.ts';
import { readQuestion } from './schema.ts';

const pageSize = 50;

/** Who did what, on which account, on which day, the newest first. */
export async function auditPage(c: PageContext): Promise<Response> {
  const { t, deps, staff } = c.var;
  if (staff === undefined) return c.var.refuse('not-permitted');
  const { question, typed } = readQuestion((name) => c.req.query(name));
  const found = await lookThroughAudit(deps.db, question, {
    zone: deps.utility.time_zone,
    staff,
    limit: pageSize + 1,
    offset: (pageNumber(c) - 1) * pageSize,
  });
  if (!found.ok) return c.var.refuse('not-permitted');
  const title = t('console.audit.title');
  return page(
    c,
    { title, realm: 'console', width: 'wide' },
    <>
      <h1>{title}</h1>
      <p class="usa-intro">{t('console.audit.intro')}</p>
      <form class="c-actions" method="get" action={paths.console.audit}>
        {(['who', 'what', 'account', 'from', 'through'] as const).map((name) => (
          <div>
            <label class="usa-label" for={name}>
              {t(`console.audit.${name}`)}
            </label>
            <input
              class="usa-input"
              id={name}
              name={name}
              type={name === 'from' || name === 'through' ? 'date' : 'text'}
              value={typed[name]}
              autocomplete="off"
              aria-describedby={name === 'who' || name === 'what' ? `${name}-hint` : undefined}
            />
            {(name === 'who' || name === 'what') && (
              <span class="usa-hint" id={`${name}-hint`}>
                {t(`console.audit.${name}-hint`)}
              </span>
            )}
          </div>
        ))}
        <button class="usa-button usa-button--outline" type="submit">
          {t('console.filter.apply')}
        </button>
      </form>
      <Table
        caption={title}
        isCaptionHidden
        empty={t('console.audit.none')}
        rows={found.value.slice(0, pageSize)}
        columns={[
          { heading: t('console.date'), cell: (event) => t.moment(event.at) },
          {
            heading: t('console.by'),
            cell: ({ actorKind, who }) => (
              <>
                {t(`console.audit.by-${actorKind}`)}
                {who !== undefined && <br />}
                {who}
              </>
            ),
          },
          {
            heading: t('console.audit.what'),
            cell: ({ action }) => (
              <>
                {t.maybe(`audit.${action}`) ?? ''}
                <br />
                <code>{action}</code>
              </>
            ),
          },
          {
            heading: t('console.account'),
            cell: ({ account }) =>
              account !== undefined && may(c, 'account.view') ? (
                <a href={paths.console.account(account)}>{account}</a>
              ) : (
                account
              ),
          },
          {
            heading: t('console.audit.detail'),
            cell: ({ detail, address }) =>
              [...Object.entries(detail).map(([name, value]) => `${name} ${value}`), address ?? '']
                .filter((part) => part !== '')
                .join(', '),
            narrow: true,
          },
        ]}
      />
      <NextPage c={c} path={paths.console.audit} more={found.value.length > pageSize} />
    </>,
  );
}
