import { listPrintBatches, type PrintBatchShown } from '../../../../usecases/billing/index.ts';
import { page } from '../../../components/layout.tsx';
import { Table } from '../../../components/table.tsx';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { NextPage } from '../../next-page.tsx';
import { pageNumber } from '../../request.ts';

const pageSize = 25;

export const batchName = ({ var: { t } }: PageContext, batch: PrintBatchShown): string =>
  batch.issuedOn === undefined
    ? t('console.batch.number', { id: batch.id })
    : t('console.batch.name', { cycle: batch.billingCycle ?? '', date: t.date(batch.issuedOn) });

/** Print batches, the latest first. */
export async function printBatchesPage(c: PageContext): Promise<Response> {
  const { t, deps } = c.var;
  const batches = await listPrintBatches(deps.db, pageSize + 1, (pageNumber(c) - 1) * pageSize);
  return page(
    c,
    { title: t('console.batches.title'), realm: 'console', width: 'wide' },
    <>
      <h1>{t('console.batches.title')}</h1>
      <Table
        caption={t('console.batches.title')}
        empty={t('console.batches.none')}
        rows={batches.slice(0, pageSize)}
        columns={[
          {
            heading: t('console.batch'),
            cell: (batch) => <a href={paths.console.printBatch(`${batch.id}`)}>{batchName(c, batch)}</a>,
          },
          { heading: t('console.state'), cell: (batch) => t(`console.batch-state.${batch.state}`) },
          { heading: t('console.date'), cell: (batch) => t.moment(batch.printedAt ?? batch.createdAt) },
          { heading: t('console.bills'), cell: (batch) => t.number(batch.items), numeric: true },
        ]}
      />
      <NextPage c={c} path={paths.console.printBatches} more={batches.length > pageSize} />
    </>,
  );
}
