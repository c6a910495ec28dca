import { type BillRunShown, listBillRuns } from '../../../../usecases/billing/index.ts';
import { page } from '../../../components/layout.tsx';
import { Table } from '../../../components/table.tsx';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { NextPage } from '../../next-page.tsx';
import { pageNumber } from '../../request.ts';

const pageSize = 25;

export const runName = ({ billingCycle, supplement }: Pick<BillRunShown, 'billingCycle' | 'supplement'>): string =>
  supplement === 0 ? billingCycle : `${billingCycle}+${supplement}`;

/** Bill runs, the latest first. */
export async function billRunsPage(c: PageContext): Promise<Response> {
  const { t, deps } = c.var;
  const runs = await listBillRuns(deps.db, pageSize + 1, (pageNumber(c) - 1) * pageSize);
  return page(
    c,
    { title: t('console.runs.title'), realm: 'console', width: 'wide' },
    <>
      <h1>{t('console.runs.title')}</h1>
      <Table
        caption={t('console.runs.title')}
        empty={t('console.runs.none')}
        rows={runs.slice(0, pageSize)}
        columns={[
          {
            heading: t('console.cycle'),
            cell: (run) => (
              <a href={paths.console.billRun(`${run.id}`)}>
                {runName(run)} · {t.date(run.readThrough)}
              </a>
            ),
          },
          { heading: t('console.state'), cell: (run) => t(`console.run-state.${run.state}`) },
          { heading: t('console.issued-on'), cell: (run) => t.date(run.issuedOn) },
          { heading: t('console.due-on'), cell: (run) => t.date(run.dueOn) },
          { heading: t('console.bills'), cell: (run) => t.number(run.bills), numeric: true },
          { heading: t('console.new-charges'), cell: (run) => t.money(run.newCharges), numeric: true },
          { heading: t('console.exceptions'), cell: (run) => t.number(run.exceptions), numeric: true },
        ]}
      />
      <NextPage c={c} path={paths.console.billRuns} more={runs.length > pageSize} />
    </>,
  );
}
