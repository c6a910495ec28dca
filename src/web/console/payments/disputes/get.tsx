import { isOpenDispute, withdrawnNow } from '../../../../domain/payments/index.ts';
import { listDisputes } from '../../../../usecases/payments/index.ts';
import { page } from '../../../components/layout.tsx';
import { Table } from '../../../components/table.tsx';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { NextPage } from '../../next-page.tsx';
import { pageNumber } from '../../request.ts';

const pageSize = 50;

/** Payments that somebody disputes at their bank, the first to be answered first. */
export async function disputesPage(c: PageContext): Promise<Response> {
  const { t, deps } = c.var;
  const offset = (pageNumber(c) - 1) * pageSize;
  const disputes = await listDisputes(deps.db, { limit: pageSize + 1, offset });
  const title = t('console.disputes.title');
  return page(
    c,
    { title, realm: 'console', width: 'wide' },
    <>
      <h1>{title}</h1>
      <p class="usa-intro">{t('console.disputes.intro')}</p>
      <Table
        caption={title}
        empty={t('console.disputes.none')}
        rows={disputes.slice(0, pageSize)}
        columns={[
          {
            heading: t('console.account'),
            cell: (dispute) => (
              <>
                <a href={paths.console.dispute(String(dispute.id))}>{dispute.account}</a>
                <br />
                {dispute.customerName}
              </>
            ),
          },
          { heading: t('console.state'), cell: ({ state }) => t(`console.dispute-state.${state}`) },
          {
            heading: t('console.dispute.evidence-due'),
            cell: ({ state, evidenceDueAt }) =>
              evidenceDueAt !== undefined && isOpenDispute(state)
                ? t.moment(evidenceDueAt)
                : t('console.dispute.no-date'),
          },
          { heading: t('console.dispute.reason'), cell: ({ reason }) => reason },
          { heading: t('console.dispute.amount'), numeric: true, cell: ({ amount }) => t.money(amount) },
          {
            heading: t('console.dispute.withdrawn'),
            numeric: true,
            cell: (dispute) => t.money(withdrawnNow(dispute)),
          },
        ]}
      />
      <NextPage c={c} path={paths.console.disputes} more={disputes.length > pageSize} />
    </>,
  );
}
