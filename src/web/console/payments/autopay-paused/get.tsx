import { returnReason } from '../../../../domain/payments/index.ts';
import { pausedAutopays } from '../../../../usecases/payments/index.ts';
import { page } from '../../../components/layout.tsx';
import { Table } from '../../../components/table.tsx';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { NextPage } from '../../next-page.tsx';
import { pageNumber } from '../../request.ts';

const pageSize = 50;

/** Whose autopay a return has paused, and why. There is nothing to press: only the customer can set it again. */
export async function autopayPausedPage(c: PageContext): Promise<Response> {
  const { t, deps } = c.var;
  const offset = (pageNumber(c) - 1) * pageSize;
  const paused = await pausedAutopays(deps.db, { limit: pageSize + 1, offset });
  const title = t('console.autopay-paused.title');
  return page(
    c,
    { title, realm: 'console', width: 'wide' },
    <>
      <h1>{title}</h1>
      <p class="usa-intro">{t('console.autopay-paused.intro')}</p>
      <Table
        caption={title}
        empty={t('console.autopay-paused.none')}
        rows={paused.slice(0, pageSize)}
        columns={[
          {
            heading: t('console.account'),
            cell: (one) => (
              <>
                <a href={paths.console.account(one.account)}>{one.account}</a>
                <br />
                {one.customerName}
              </>
            ),
          },
          { heading: t('console.autopay-paused.since'), cell: (one) => t.moment(one.pausedAt) },
          {
            heading: t('console.autopay-paused.why'),
            cell: (one) => t(`autopay.why.${returnReason(one.code).why}`),
          },
          { heading: t('console.autopay-paused.code'), cell: (one) => one.code },
        ]}
      />
      <NextPage c={c} path={paths.console.autopayPaused} more={paused.length > pageSize} />
    </>,
  );
}
