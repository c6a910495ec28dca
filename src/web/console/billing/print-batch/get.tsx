import { findPrintBatch, type PrintBatchShown, paperBillsOfRun } from '../../../../usecases/billing/index.ts';
import { csvText } from '../../../../usecases/transition/index.ts';
import { page } from '../../../components/layout.tsx';
import { SummaryList } from '../../../components/summary-list.tsx';
import { Table } from '../../../components/table.tsx';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { NextPage } from '../../next-page.tsx';
import { idOf, may, pageNumber } from '../../request.ts';
import { batchName } from '../print-batches/get.tsx';

const pageSize = 50;

async function batchOf(c: PageContext): Promise<PrintBatchShown | undefined> {
  const id = idOf(c);
  return id === undefined ? undefined : findPrintBatch(c.var.deps.db, id);
}

/** One batch: who is still on paper, and why. */
export async function printBatchPage(c: PageContext): Promise<Response> {
  const { t, deps } = c.var;
  const batch = await batchOf(c);
  if (batch === undefined) return c.var.refuse('not-found');
  const offset = (pageNumber(c) - 1) * pageSize;
  const bills =
    batch.runId === undefined ? [] : await paperBillsOfRun(deps.db, batch.runId, { limit: pageSize + 1, offset });
  return page(
    c,
    { title: batchName(c, batch), realm: 'console', width: 'wide' },
    <>
      <p>
        <a href={paths.console.printBatches}>← {t('console.batches.title')}</a>
      </p>
      <h1>{batchName(c, batch)}</h1>
      <SummaryList
        rows={[
          { term: t('console.state'), value: t(`console.batch-state.${batch.state}`), strong: true },
          { term: t('console.bills'), value: t.number(batch.items) },
          ...(batch.printedAt === undefined
            ? []
            : [{ term: t('console.batch.printed-at'), value: t.moment(batch.printedAt) }]),
        ]}
      />
      <p>
        <a href={paths.console.printBatchIndex(`${batch.id}`)}>{t('console.batch.index')}</a>
      </p>
      <Table
        caption={t('console.batch.on-paper')}
        empty={t('console.batch.empty')}
        rows={bills.slice(0, pageSize)}
        columns={[
          {
            heading: t('console.bill'),
            cell: ({ billNumber, customer, account }) =>
              may(c, 'bill.view') ? (
                <a href={paths.console.billPdf(`${customer}-${account}`, billNumber)}>
                  {t('console.pdf-of', { bill: billNumber })}
                </a>
              ) : (
                billNumber
              ),
          },
          {
            heading: t('console.account'),
            cell: ({ customer, account }) => (
              <a href={paths.console.account(`${customer}-${account}`)}>{`${customer}-${account}`}</a>
            ),
          },
          { heading: t('console.batch.why'), cell: (bill) => t.maybe(`bill.delivery-reason.${bill.reason}`) },
        ]}
      />
      <NextPage c={c} path={paths.console.printBatch(`${batch.id}`)} more={bills.length > pageSize} />
    </>,
  );
}

/** The batch's index as a file: one line a bill. */
export async function printBatchIndexCsv(c: PageContext): Promise<Response> {
  const batch = await batchOf(c);
  if (batch === undefined) return c.var.refuse('not-found');
  const bills = batch.runId === undefined ? [] : await paperBillsOfRun(c.var.deps.db, batch.runId);
  const rows = bills.map((bill) => [bill.billNumber, `${bill.customer}-${bill.account}`, bill.reason]);
  return c.body(csvText([['bill', 'account', 'reason'], ...rows]), 200, {
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': `attachment; filename="print-batch-${batch.id}.csv"`,
  });
}
