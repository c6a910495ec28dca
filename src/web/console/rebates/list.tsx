import { rebateStanding } from '../../../domain/rebates/index.ts';
import { rebateQueue } from '../../../usecases/rebates/index.ts';
import { page } from '../../components/layout.tsx';
import { programmeName } from '../../components/rebate-thread.tsx';
import { Table } from '../../components/table.tsx';
import type { PageContext } from '../../page.ts';
import { paths } from '../../paths.ts';
import { NextPage } from '../next-page.tsx';
import { pageNumber } from '../request.ts';

const pageSize = 50;

/** Applications for rebates: those that wait for the staff, the longest first, and below them the newest others. */
export async function consoleRebatesPage(c: PageContext): Promise<Response> {
  const { t, deps } = c.var;
  const offset = (pageNumber(c) - 1) * pageSize;
  const waiting = await rebateQueue(deps.db, { waiting: true, limit: pageSize + 1, offset });
  const others = await rebateQueue(deps.db, { waiting: false, limit: 20, offset: 0 });
  const title = t('console.rebates.title');
  return page(
    c,
    { title, realm: 'console', width: 'wide' },
    <>
      <h1>{title}</h1>
      {[
        {
          rows: waiting.slice(0, pageSize),
          caption: t('console.rebates.waiting'),
          empty: t('console.rebates.none'),
        },
        { rows: others, caption: t('console.rebates.others'), empty: t('console.rebates.none-others') },
      ].map(({ rows, caption, empty }) => (
        <>
          <h2>{caption}</h2>
          <Table
            caption={caption}
            empty={empty}
            rows={rows}
            columns={[
              {
                heading: t('console.account'),
                cell: (rebate) => (
                  <>
                    <a href={paths.console.rebate(String(rebate.id))}>{rebate.account}</a>
                    <br />
                    {rebate.customerName}
                  </>
                ),
              },
              { heading: t('rebates.what'), cell: ({ programme }) => programmeName(c, programme) },
              { heading: t('console.date'), cell: ({ askedAt }) => t.moment(askedAt) },
              { heading: t('console.state'), cell: ({ steps }) => t(`rebates.standing.${rebateStanding(steps)}`) },
              { heading: t('rebates.amount'), numeric: true, cell: ({ offer }) => t.money(offer.amount) },
            ]}
          />
        </>
      ))}
      <NextPage c={c} path={paths.console.rebates} more={waiting.length > pageSize} />
    </>,
  );
}
