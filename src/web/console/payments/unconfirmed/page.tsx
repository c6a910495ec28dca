import { paymentContext, reconcilePayment, unconfirmedPayments } from '../../../../usecases/payments/index.ts';
import { Button, Form } from '../../../components/form.tsx';
import { page } from '../../../components/layout.tsx';
import type { ListColumn } from '../../../components/list/list.tsx';
import {
  type ListedBy,
  LongList,
  type LongListProps,
  longListFile,
  partShown,
} from '../../../components/list/long-list.tsx';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { AccountCell } from '../../account-cell.tsx';
import { may } from '../../request.ts';

type Row = ListedBy<typeof unconfirmedPayments>;

/** A payment takes its customer a few minutes: what is under way is not listed. */
const isListedAfter = { hours: 1 };

/** Payments that the processor has not confirmed: begun, and of which nothing more was heard. */
export async function unconfirmedPage(c: PageContext): Promise<Response> {
  const { t, deps, now } = c.var;
  const startedBefore = now.subtract(isListedAfter);
  const list: Pick<LongListProps<Row>, 'c' | 'columns' | 'find'> = {
    ...{ c, columns: columnsOf(c) },
    find: (one) => unconfirmedPayments(deps.db, { startedBefore, ...one }),
  };
  const file = longListFile(list, 'unconfirmed-payments');
  if (file !== undefined) return file;
  const part = await partShown(list);
  const title = t('console.unconfirmed.title');
  const asked = c.req.query('asked');
  const stillThere = part.rows.some(({ reference }) => reference === asked);
  return page(
    c,
    { title, realm: 'console', width: 'wide' },
    <>
      <h1>{title}</h1>
      <p class="usa-intro">{t('console.unconfirmed.intro')}</p>
      {asked !== undefined && (
        <p class="c-note" role="status">
          {t(stillThere ? 'console.unconfirmed.still' : 'console.unconfirmed.settled', { reference: asked })}
        </p>
      )}
      <LongList
        {...list}
        part={part}
        path={paths.console.unconfirmedPayments}
        caption={title}
        isCaptionHidden
        empty={t('console.unconfirmed.none')}
      />
    </>,
  );
}

function columnsOf(c: PageContext): readonly ListColumn<Row>[] {
  const { t } = c.var;
  return [
    {
      heading: t('console.account'),
      key: 'account',
      value: ({ account }) => account,
      cell: ({ account, customerName }) => <AccountCell account={account} name={customerName} />,
    },
    ...(may(c, 'payment.follow')
      ? [
          {
            heading: t('console.actions'),
            cell: ({ reference }: Row) => (
              <Form c={c} class="c-inline" action={paths.console.unconfirmedPayment(reference)}>
                <Button text={t('console.unconfirmed.ask')} kind="outline" />
              </Form>
            ),
          },
        ]
      : []),
    { heading: t('console.receipt'), key: 'receipt', value: (one) => one.reference, cell: (one) => one.reference },
    {
      heading: t('console.amount'),
      numeric: true,
      key: 'amount',
      value: ({ amount }) => amount / 100,
      cell: ({ amount }) => t.money(amount),
    },
    {
      heading: t('console.channel'),
      key: 'channel',
      value: ({ channel }) => channel,
      cell: ({ channel }) => t.maybe(`console.payment-channel.${channel}`),
    },
    {
      heading: t('console.unconfirmed.began'),
      key: 'began',
      value: ({ startedAt }) => startedAt.toString(),
      cell: ({ startedAt }) => t.stamp(startedAt),
    },
  ];
}

/** Asks the processor now what became of one. */
export async function postUnconfirmed(c: PageContext): Promise<Response> {
  const reference = c.req.param('payment') ?? '';
  const payment = await reconcilePayment(paymentContext(c.var.deps), reference, c.var.now);
  if (payment === undefined) return c.var.refuse('not-found');
  return c.redirect(`${paths.console.unconfirmedPayments}?${new URLSearchParams({ asked: payment.reference })}`, 303);
}
