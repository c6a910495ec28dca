import { findBillRun, pageOfExceptions } from '../../../../usecases/billing/index.ts';
import { problemText } from '../../../components/form.tsx';
import { page } from '../../../components/layout.tsx';
import { Pagination } from '../../../components/pagination.tsx';
import { SummaryList } from '../../../components/summary-list.tsx';
import { Table } from '../../../components/table.tsx';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { idOf, pageNumber, sameQuery } from '../../request.ts';
import { runName } from '../bill-runs/get.tsx';

const pageSize = 50;

/** One run: where it stands, its totals, and the accounts it could not bill and why. */
export async function billRunPage(c: PageContext): Promise<Response> {
  const { t, deps } = c.var;
  const id = idOf(c);
  const run = id === undefined ? undefined : await findBillRun(deps.db, id);
  if (run === undefined) return c.var.refuse('not-found');
  const number = pageNumber(c);
  const exceptions = await pageOfExceptions(deps.db, run.id, { limit: pageSize, offset: (number - 1) * pageSize });
  const title = t('console.run.title', { cycle: runName(run), date: t.date(run.readThrough) });
  return page(
    c,
    { title, realm: 'console', width: 'wide' },
    <>
      <p>
        <a href={paths.console.billRuns}>← {t('console.runs.title')}</a>
      </p>
      <h1>{title}</h1>
      <SummaryList
        rows={[
          { term: t('console.state'), value: t(`console.run-state.${run.state}`), strong: true },
          { term: t('console.run.calculated-at'), value: t.moment(run.createdAt) },
          ...(run.postedAt === undefined ? [] : [{ term: t('console.run.posted-at'), value: t.moment(run.postedAt) }]),
          { term: t('console.issued-on'), value: t.date(run.issuedOn) },
          { term: t('console.due-on'), value: t.date(run.dueOn) },
          { term: t('console.bills'), value: t.number(run.bills) },
          { term: t('console.new-charges'), value: t.money(run.newCharges) },
          { term: t('console.run.paper'), value: t.number(run.paper) },
          { term: t('console.run.estimated'), value: t.number(run.estimated) },
        ]}
      />
      <h2>{t('console.exceptions')}</h2>
      <Table
        caption={t('console.run.not-billed')}
        empty={t('console.run.no-exceptions')}
        rows={exceptions}
        columns={[
          {
            heading: t('console.account'),
            cell: ({ customer, account }) => (
              <a href={paths.console.account(`${customer}-${account}`)}>{`${customer}-${account}`}</a>
            ),
          },
          {
            heading: t('console.roster.reason'),
            cell: ({ code, params }) => problemText(c, { code, params }),
          },
        ]}
      />
      <Pagination
        c={c}
        page={number}
        pages={Math.ceil(run.exceptions / pageSize)}
        hrefOf={(to) => sameQuery(c, paths.console.billRun(`${run.id}`), { page: `${to}` })}
      />
    </>,
  );
}
