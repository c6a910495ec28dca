import { feesWaiting } from '../../../../usecases/receivables/index.ts';
import { page } from '../../../components/layout.tsx';
import { Table } from '../../../components/table.tsx';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { NextPage } from '../../next-page.tsx';
import { pageNumber } from '../../request.ts';

const pageSize = 50;

/** Fees that wait for a second person, the longest first. */
export async function feesPage(c: PageContext): Promise<Response> {
  const { t, deps } = c.var;
  const offset = (pageNumber(c) - 1) * pageSize;
  const waiting = await feesWaiting(deps.db, { limit: pageSize + 1, offset });
  const title = t('console.fees.title');
  return page(
    c,
    { title, realm: 'console', width: 'wide' },
    <>
      <h1>{title}</h1>
      <p class="usa-intro">{t('console.fees.intro', { alone: t.money(deps.utility.fees.one_person_up_to) })}</p>
      <Table
        caption={title}
        empty={t('console.fees.none')}
        rows={waiting.slice(0, pageSize)}
        columns={[
          {
            heading: t('console.account'),
            cell: (fee) => (
              <>
                <a href={paths.console.feeCase(String(fee.id))}>{fee.account}</a>
                <br />
                {fee.customerName}
              </>
            ),
          },
          { heading: t('console.fee.kind'), cell: (fee) => fee.label[t.language] },
          { heading: t('console.fee.reason'), cell: (fee) => fee.reason },
          { heading: t('console.by'), cell: (fee) => fee.staffName ?? t('console.by.system') },
          { heading: t('console.date'), cell: (fee) => t.moment(fee.askedAt) },
          { heading: t('console.amount'), numeric: true, cell: (fee) => t.money(fee.amount) },
        ]}
      />
      <NextPage c={c} path={paths.console.fees} more={waiting.length > pageSize} />
    </>,
  );
}
