import { type Payment, shownState } from '../../../../domain/payments/index.ts';
import { todayOf } from '../../../../usecases/access/index.ts';
import { type Payer, payersOf } from '../../../../usecases/delegates/index.ts';
import { listPayments } from '../../../../usecases/payments/index.ts';
import { Icon } from '../../../components/icon.tsx';
import { page } from '../../../components/layout.tsx';
import { type Column, Table } from '../../../components/table.tsx';
import { accountOf } from '../../../middleware/require.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { methodShown, payerShown } from '../receipt/payment-result.tsx';

const perPage = 25;

/** Every payment of the account, newest first. */
export async function paymentsPage(c: PageContext): Promise<Response> {
  const { t, deps } = c.var;
  const account = accountOf(c);
  const number = account.number;
  const pageNumber = Math.min(1000, Math.max(1, Number.parseInt(c.req.query('page') ?? '1', 10) || 1));
  const offset = (pageNumber - 1) * perPage;
  const found = await listPayments(deps.db, account.accountId, { offset, limit: perPage + 1 });
  const payerOf = await payersOf(deps.db, account);
  const hrefOf = (wanted: number) => `${paths.payments(number)}?page=${wanted}`;
  return page(
    c,
    { title: t('payments.title'), width: 'wide' },
    <>
      <h1>{t('payments.title')}</h1>
      <Table
        caption={t('payments.caption', { account: number })}
        isCaptionHidden
        columns={columns(c, number, payerOf)}
        rows={found.slice(0, perPage)}
        empty={t('payments.none')}
      />
      <nav class="c-pagination" aria-label={t('pagination.label')}>
        {pageNumber > 1 && (
          <a rel="prev" href={hrefOf(pageNumber - 1)}>
            <Icon name="back" />
            {t('pagination.previous')}
          </a>
        )}
        {found.length > perPage && (
          <a rel="next" href={hrefOf(pageNumber + 1)}>
            {t('pagination.next')}
            <Icon name="next" />
          </a>
        )}
      </nav>
      <p>
        <a class="usa-button" href={paths.pay(number)}>
          {t('payments.pay')}
        </a>
      </p>
    </>,
  );
}

function columns(
  c: PageContext,
  number: string,
  payerOf: (loginId: string | undefined) => Payer | undefined,
): readonly Column<Payment>[] {
  const { t, deps } = c.var;
  return [
    {
      heading: t('payments.date'),
      cell: (payment) => (
        <a href={paths.receipt(number, payment.reference)}>
          {t.date(payment.paidOn ?? todayOf(deps.utility, payment.startedAt))}
        </a>
      ),
    },
    { heading: t('payments.method'), cell: (payment) => methodShown(c, payment), onlyWide: true },
    {
      heading: t('payments.how'),
      cell: (payment) => {
        const payer = payerOf(payment.loginId);
        const how = t(`payments.channel.${payment.channel}`);
        return payer === undefined || payer.who === 'you' ? how : `${how} · ${payerShown(c, payer)}`;
      },
      narrow: true,
      onPhone: 'alone',
    },
    {
      heading: t('payments.state'),
      cell: (payment) => t(`payments.state.${shownState(payment)}`),
      onPhone: 'alone',
    },
    {
      heading: t('payments.amount'),
      cell: (payment) => t.money(payment.amount),
      numeric: true,
      onPhone: 'beside',
    },
  ];
}
