import {
  type BatchStanding,
  exchangeSetting,
  listBatches,
  type RowOutstanding,
  receiptsOutstanding,
  waitingTotals,
} from '../../../../usecases/exchange/index.ts';
import { page } from '../../../components/layout.tsx';
import type { ListColumn } from '../../../components/list/list.tsx';
import { LongList, type LongListProps, longListFile } from '../../../components/list/long-list.tsx';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { AccountCell } from '../../account-cell.tsx';
import { may } from '../../request.ts';

/** What goes to the billing system: what needs a person, what waits, and every batch so far. */
export async function batchesPage(c: PageContext): Promise<Response> {
  const { t, deps, now } = c.var;
  const setting = exchangeSetting(deps.utility);
  const waiting = await waitingTotals(deps.db);
  const title = t('console.exchange.title');
  const views = [
    { value: 'outstanding', text: t('console.exchange.outstanding') },
    { value: 'batches', text: t('console.exchange.batches') },
  ];
  const common = { c, path: paths.console.exchangeBatches, views };
  const isOfBatches = c.req.query('view') === 'batches';
  const rowList: LongListProps<RowOutstanding> = {
    ...common,
    caption: t('console.exchange.outstanding'),
    empty: t('console.exchange.none-outstanding'),
    find: (asked) => receiptsOutstanding(deps.db, { setting, now, ...asked }),
    columns: rowColumns(c),
  };
  const batchList: LongListProps<BatchStanding> = {
    ...common,
    caption: t('console.exchange.batches'),
    empty: t('console.exchange.no-batches'),
    find: (asked) => listBatches(deps.db, asked),
    columns: batchColumns(c),
  };
  const file = isOfBatches ? longListFile(batchList, 'batches') : longListFile(rowList, 'receipts');
  if (file !== undefined) return file;
  return page(
    c,
    { title, realm: 'console', width: 'wide' },
    <>
      <h1>{title}</h1>
      <p class="usa-intro">{t('console.exchange.intro')}</p>
      <p>
        {waiting.items === 0
          ? t('console.exchange.nothing-waits')
          : t('console.exchange.waits', { count: waiting.items, total: t.money(waiting.total) })}{' '}
        {t('console.exchange.unconfirmed-after', { days: setting.unconfirmedAfterDays })}
      </p>
      <p>
        <a href={paths.console.exchangeReads}>{t('console.exchange.reads')}</a>
      </p>
      {isOfBatches && (
        <>
          <h2>{t('console.exchange.lost-title')}</h2>
          <p>{t('console.exchange.lost')}</p>
          <p>{t('console.exchange.lost-receipt')}</p>
        </>
      )}
      {isOfBatches ? <LongList {...batchList} /> : <LongList {...rowList} />}
    </>,
  );
}

function rowColumns(c: PageContext): readonly ListColumn<RowOutstanding>[] {
  const { t } = c.var;
  return [
    { heading: t('console.receipt'), key: 'receipt', value: (row) => row.receipt, cell: (row) => row.receipt },
    {
      heading: t('console.exchange.why'),
      key: 'why',
      value: ({ why }) => why,
      cell: ({ why, reason }) => (
        <>
          {t(`console.exchange.why.${why}`)}
          {reason !== undefined && <br />}
          {reason}
        </>
      ),
    },
    ...(may(c, 'exchange-batch.answer')
      ? [
          {
            heading: t('console.actions'),
            cell: ({ receipt, why }: RowOutstanding) =>
              why === 'refused' ? (
                <a href={paths.console.exchangeReceiptAgain(receipt)}>{t('console.exchange.again')}</a>
              ) : (
                '—'
              ),
          },
        ]
      : []),
    {
      heading: t('console.account'),
      key: 'account',
      value: ({ account }) => account,
      cell: ({ account, customerName }) => <AccountCell account={account} name={customerName} />,
    },
    {
      heading: t('console.exchange.kind'),
      key: 'kind',
      value: ({ kind }) => kind,
      cell: ({ kind }) => t(`console.exchange.kind.${kind}`),
    },
    {
      heading: t('console.amount'),
      key: 'amount',
      numeric: true,
      value: ({ amount }) => amount / 100,
      cell: ({ amount }) => t.money(amount),
    },
    {
      heading: t('console.exchange.batch'),
      key: 'batch',
      numeric: true,
      value: (row) => row.batch,
      cell: (row) => row.batch,
    },
    {
      heading: t('console.exchange.sent'),
      key: 'sent',
      value: ({ sentAt }) => sentAt.toString(),
      cell: ({ sentAt }) => t.stamp(sentAt),
    },
  ];
}

function batchColumns(c: PageContext): readonly ListColumn<BatchStanding>[] {
  const { t } = c.var;
  return [
    {
      heading: t('console.exchange.file'),
      key: 'file',
      value: ({ fileName }) => fileName,
      cell: ({ id, fileName }) => (
        <>
          <a href={paths.console.exchangeBatchFile(`${id}`)}>{fileName}</a>
          <br />
          <a href={`${paths.console.exchangeBatchFile(`${id}`)}?part=totals`}>
            {t('console.exchange.totals')} <span class="usa-sr-only">{fileName}</span>
          </a>
        </>
      ),
    },
    {
      heading: t('console.exchange.made'),
      key: 'made',
      value: ({ madeAt }) => madeAt.toString(),
      cell: ({ madeAt }) => t.stamp(madeAt),
    },
    {
      heading: t('console.exchange.written'),
      key: 'written',
      value: ({ writtenAt }) => writtenAt?.toString(),
      cell: ({ writtenAt }) => (writtenAt === undefined ? t('console.exchange.not-written') : t.stamp(writtenAt)),
    },
    {
      heading: t('console.exchange.rows'),
      key: 'rows',
      numeric: true,
      value: ({ items }) => items,
      cell: ({ items }) => t.number(items),
    },
    {
      heading: t('console.amount'),
      key: 'total',
      numeric: true,
      value: ({ total }) => (total === undefined ? undefined : total / 100),
      cell: ({ total }) => (total === undefined ? '—' : t.money(total)),
    },
    {
      heading: t('console.exchange.accepted'),
      key: 'accepted',
      numeric: true,
      value: ({ accepted }) => accepted,
      cell: ({ accepted }) => t.number(accepted),
    },
    {
      heading: t('console.exchange.refused'),
      key: 'refused',
      numeric: true,
      value: ({ refused }) => refused,
      cell: ({ refused }) => t.number(refused),
    },
  ];
}
