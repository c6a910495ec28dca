import { listPrintBatches, type PrintBatchShown } from '../../../../usecases/billing/index.ts';
import { page } from '../../../components/layout.tsx';
import { LongList, type LongListProps, longListFile } from '../../../components/list/long-list.tsx';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';

export const batchName = ({ var: { t } }: PageContext, batch: PrintBatchShown): string =>
  batch.issuedOn === undefined
    ? t('console.batch.number', { id: batch.id })
    : t('console.batch.name', { cycle: batch.billingCycle ?? '', date: t.date(batch.issuedOn) });

/** Print batches, the latest first. */
export async function printBatchesPage(c: PageContext): Promise<Response> {
  const { t, deps } = c.var;
  const list: LongListProps<PrintBatchShown> = {
    ...{ c, path: paths.console.printBatches, caption: t('console.batches.title') },
    find: (asked) => listPrintBatches(deps.db, asked),
    isCaptionHidden: true,
    empty: t('console.batches.none'),
    columns: [
      {
        heading: t('console.batch'),
        key: 'batch',
        value: ({ id }) => id,
        cell: (batch) => <a href={paths.console.printBatch(`${batch.id}`)}>{batchName(c, batch)}</a>,
      },
      {
        heading: t('console.state'),
        key: 'state',
        value: ({ state }) => state,
        cell: (batch) => t(`console.batch-state.${batch.state}`),
      },
      {
        heading: t('console.date'),
        key: 'at',
        value: (batch) => (batch.printedAt ?? batch.createdAt).toString(),
        cell: (batch) => t.stamp(batch.printedAt ?? batch.createdAt),
      },
      {
        heading: t('console.bills'),
        key: 'bills',
        value: ({ items }) => items,
        cell: (batch) => t.number(batch.items),
        numeric: true,
      },
    ],
  };
  return (
    longListFile(list, 'print-batches') ??
    page(
      c,
      { title: t('console.batches.title'), realm: 'console', width: 'wide' },
      <>
        <h1>{t('console.batches.title')}</h1>
        <LongList {...list} />
      </>,
    )
  );
}
