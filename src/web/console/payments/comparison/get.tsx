import { lastComparison, listFindings } from '../../../../usecases/payments/index.ts';
import { page } from '../../../components/layout.tsx';
import { Table } from '../../../components/table.tsx';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { NextPage } from '../../next-page.tsx';
import { pageNumber } from '../../request.ts';

const pageSize = 50;

/** When our payments were last compared with the processor's own list, and everything that was found. */
export async function comparisonPage(c: PageContext): Promise<Response> {
  const { t, deps } = c.var;
  const offset = (pageNumber(c) - 1) * pageSize;
  const [last, findings] = await Promise.all([
    lastComparison(deps.db),
    listFindings(deps.db, { limit: pageSize + 1, offset }),
  ]);
  const title = t('console.comparison.title');
  return page(
    c,
    { title, realm: 'console', width: 'wide' },
    <>
      <h1>{title}</h1>
      <p class="usa-intro">{t('console.comparison.intro')}</p>
      <p>
        {last === undefined
          ? t('console.comparison.never')
          : t('console.comparison.last', {
              at: t.moment(last.at),
              since: t.moment(last.since),
              payments: last.payments,
            })}
      </p>
      <Table
        caption={t('console.comparison.findings')}
        empty={t('console.comparison.none')}
        rows={findings.slice(0, pageSize)}
        columns={[
          { heading: t('console.date'), cell: (finding) => t.moment(finding.at) },
          { heading: t('console.comparison.what'), cell: (finding) => t(`console.comparison.kind.${finding.kind}`) },
          { heading: t('console.receipt'), cell: (finding) => finding.reference },
          {
            heading: t('console.account'),
            cell: ({ account }) =>
              account === undefined ? '—' : <a href={paths.console.account(account)}>{account}</a>,
          },
          {
            heading: t('console.comparison.was'),
            cell: ({ was }) => (was === undefined ? '—' : t.maybe(`console.payment-state.${was}`)),
          },
          {
            heading: t('console.comparison.became'),
            cell: ({ became }) => (became === undefined ? '—' : t.maybe(`console.payment-state.${became}`)),
          },
          {
            heading: t('console.amount'),
            numeric: true,
            cell: ({ amount }) => (amount === undefined ? '—' : t.money(amount)),
          },
        ]}
      />
      <NextPage c={c} path={paths.console.comparison} more={findings.length > pageSize} />
    </>,
  );
}
