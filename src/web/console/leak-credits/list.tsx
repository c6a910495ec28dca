import { creditedOf, creditStanding } from '../../../domain/leak-credits/index.ts';
import { creditQueue } from '../../../usecases/leak-credits/index.ts';
import { page } from '../../components/layout.tsx';
import { Table } from '../../components/table.tsx';
import type { PageContext } from '../../page.ts';
import { paths } from '../../paths.ts';
import { NextPage } from '../next-page.tsx';
import { pageNumber } from '../request.ts';

const pageSize = 50;

/** Requests for leak credits: those that wait, the longest first, and below them the decided ones. */
export async function leakCreditsPage(c: PageContext): Promise<Response> {
  const { t, deps } = c.var;
  const offset = (pageNumber(c) - 1) * pageSize;
  const waiting = await creditQueue(deps.db, { waiting: true, limit: pageSize + 1, offset });
  const decided = await creditQueue(deps.db, { waiting: false, limit: 20, offset: 0 });
  const title = t('console.leak-credits.title');
  return page(
    c,
    { title, realm: 'console', width: 'wide' },
    <>
      <h1>{title}</h1>
      {[
        {
          rows: waiting.slice(0, pageSize),
          caption: t('console.leak-credits.waiting'),
          empty: t('console.leak-credits.none'),
        },
        { rows: decided, caption: t('console.leak-credits.decided'), empty: t('console.leak-credits.none-decided') },
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
                cell: (request) => (
                  <>
                    <a href={paths.console.leakCredit(String(request.id))}>{request.account}</a>
                    <br />
                    {request.customerName}
                  </>
                ),
              },
              { heading: t('console.date'), cell: ({ askedAt }) => t.moment(askedAt) },
              {
                heading: t('console.state'),
                cell: (request) => t(`console.leak-credits.standing.${creditStanding(request)}`),
              },
              { heading: t('leak-credits.offered'), numeric: true, cell: ({ offer }) => t.money(offer.amount) },
              {
                heading: t('console.leak-credits.credited'),
                numeric: true,
                cell: (request) => t.money(creditedOf(request)),
              },
            ]}
          />
        </>
      ))}
      <NextPage c={c} path={paths.console.leakCredits} more={waiting.length > pageSize} />
    </>,
  );
}
