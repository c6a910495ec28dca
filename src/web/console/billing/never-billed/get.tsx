import { neverBilled } from '../../../../usecases/billing/index.ts';
import { problemText } from '../../../components/form.tsx';
import { page } from '../../../components/layout.tsx';
import { Table } from '../../../components/table.tsx';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { NextPage } from '../../next-page.tsx';
import { pageNumber } from '../../request.ts';

const pageSize = 50;

/** Accounts that no run has billed lately, and why: who waited longest first. */
export async function neverBilledPage(c: PageContext): Promise<Response> {
  const { t, deps, now } = c.var;
  const found = await neverBilled(
    deps.db,
    { utility: deps.utility, rates: deps.rates },
    { now, limit: pageSize + 1, offset: (pageNumber(c) - 1) * pageSize },
  );
  const title = t('console.never-billed.title');
  return page(
    c,
    { title, realm: 'console', width: 'wide' },
    <>
      <p>
        <a href={paths.console.billRuns}>← {t('console.runs.title')}</a>
      </p>
      <h1>{title}</h1>
      <p class="usa-intro">{t('console.never-billed.intro', { days: deps.utility.billing.review.neverBilledDays })}</p>
      <Table
        caption={title}
        empty={t('console.never-billed.none')}
        rows={found.slice(0, pageSize)}
        columns={[
          {
            heading: t('console.account'),
            cell: ({ account, customerName }) => (
              <>
                <a href={paths.console.account(account)}>{account}</a>
                <br />
                {customerName}
              </>
            ),
          },
          { heading: t('console.cycle'), cell: ({ cycle }) => cycle },
          {
            heading: t('console.never-billed.through'),
            cell: ({ billedThrough }) =>
              billedThrough === undefined ? t('console.never-billed.never') : t.date(billedThrough),
          },
          { heading: t('console.never-billed.served'), cell: ({ openedOn }) => t.date(openedOn) },
          { heading: t('console.roster.reason'), cell: ({ why }) => problemText(c, why) },
        ]}
      />
      <NextPage c={c} path={paths.console.neverBilled} more={found.length > pageSize} />
    </>,
  );
}
