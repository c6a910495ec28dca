import {
  type BillToPrint,
  billsToPrint,
  findPrintBatch,
  type PrintBatchShown,
  paperBillsOfRun,
} from '../../../../usecases/billing/index.ts';
import { Alert } from '../../../components/alert.tsx';
import { Button, Form } from '../../../components/form.tsx';
import { Icon } from '../../../components/icon.tsx';
import { page } from '../../../components/layout.tsx';
import { type ListedBy, LongList, type LongListProps, longListAsFile } from '../../../components/list/long-list.tsx';
import { SummaryList } from '../../../components/summary-list.tsx';
import { Table } from '../../../components/table.tsx';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { idOf, may } from '../../request.ts';
import { batchName } from '../print-batches/get.tsx';

async function batchOf(c: PageContext): Promise<PrintBatchShown | undefined> {
  const id = idOf(c);
  return id === undefined ? undefined : findPrintBatch(c.var.deps.db, id);
}

/** One batch: who is still on paper, and why. */
export async function printBatchPage(c: PageContext): Promise<Response> {
  const { t, deps } = c.var;
  const batch = await batchOf(c);
  if (batch === undefined) return c.var.refuse('not-found');
  const left = await billsToPrint(deps.db, batch.id);
  return page(
    c,
    { title: batchName(c, batch), realm: 'console', width: 'wide' },
    <>
      <p>
        <a href={paths.console.printBatches}>
          <Icon name="back" /> {t('console.batches.title')}
        </a>
      </p>
      <h1>{batchName(c, batch)}</h1>
      <SummaryList
        rows={[
          { term: t('console.state'), value: t(`console.batch-state.${batch.state}`), strong: true },
          { term: t('console.bills'), value: t.number(batch.items) },
          ...(batch.printedAt === undefined
            ? []
            : [{ term: t('console.batch.printed-at'), value: t.stamp(batch.printedAt) }]),
        ]}
      />
      {left.length > 0 && batch.state === 'printed' && <NotPrinted c={c} batch={batch} left={left} />}
      <h2>{t('console.batch.on-paper')}</h2>
      <LongList {...listOf(c, batch)} file={paths.console.printBatchIndex(`${batch.id}`)} />
    </>,
  );
}

/** Bills that no font can set, or that came to paper later: which, why, what to do. */
function NotPrinted({ c, batch, left }: { c: PageContext; batch: PrintBatchShown; left: readonly BillToPrint[] }) {
  const { t } = c.var;
  return (
    <>
      <Alert kind="warning" heading={t('console.batch.not-printed', { count: left.length })}>
        <p>{t('console.batch.not-printed-do')}</p>
      </Alert>
      <Table
        caption={t('console.batch.not-printed', { count: left.length })}
        empty=""
        rows={left}
        columns={[
          { heading: t('console.bill'), cell: ({ bill }) => bill },
          {
            heading: t('console.account'),
            cell: ({ account, customer }) => (
              <a href={paths.console.account(account)}>
                {customer} {account}
              </a>
            ),
          },
          {
            heading: t('console.batch.not-printed-why'),
            cell: ({ letters }) =>
              letters === null ? t('console.batch.email-refused') : t('console.batch.no-font', { letters }),
          },
        ]}
      />
      {may(c, 'print-batch.again') && (
        <Form c={c} action={paths.console.printBatchAgain(`${batch.id}`)}>
          <Button text={t('console.batch.print-again')} />
        </Form>
      )}
    </>
  );
}

/** The bills of a batch; one that stands outside any run has none. */
function listOf(c: PageContext, { id, runId }: PrintBatchShown): LongListProps<ListedBy<typeof paperBillsOfRun>> {
  const { t, deps } = c.var;
  return {
    ...{ c, path: paths.console.printBatch(`${id}`), caption: t('console.batch.on-paper') },
    isCaptionHidden: true,
    empty: t('console.batch.empty'),
    find: async (asked) =>
      runId === undefined ? { rows: [], sorts: [] } : paperBillsOfRun(deps.db, { runId, ...asked }),
    columns: [
      {
        heading: t('console.bill'),
        key: 'bill',
        value: ({ billNumber }) => billNumber,
        cell: ({ billNumber, account }) =>
          may(c, 'bill.view') ? (
            <a href={paths.console.billPdf(account, billNumber)}>{t('console.pdf-of', { bill: billNumber })}</a>
          ) : (
            billNumber
          ),
      },
      {
        heading: t('console.account'),
        key: 'account',
        value: ({ account }) => account,
        cell: ({ account }) => <a href={paths.console.account(account)}>{account}</a>,
      },
      {
        heading: t('console.batch.why'),
        key: 'reason',
        value: ({ reason }) => reason,
        cell: (bill) => t.maybe(`bill.delivery-reason.${bill.reason}`),
      },
    ],
  };
}

/** The batch's index as a file: one line a bill. */
export async function printBatchIndexCsv(c: PageContext): Promise<Response> {
  const batch = await batchOf(c);
  if (batch === undefined) return c.var.refuse('not-found');
  return longListAsFile(listOf(c, batch), `print-batch-${batch.id}`);
}
