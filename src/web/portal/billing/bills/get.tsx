import { formatAccountNumber } from '../../../../domain/accounts/index.ts';
import { present } from '../../../../domain/kernel/index.ts';
import { listBills } from '../../../../usecases/billing/index.ts';
import { autopayPolicy, billPayments } from '../../../../usecases/payments/index.ts';
import { paymentSaid } from '../../../components/bill/payment-of-bill.ts';
import { page } from '../../../components/layout.tsx';
import { Table } from '../../../components/table.tsx';
import { accountOf } from '../../../middleware/require.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';

const perPage = 24;

/** Every bill of the account, newest first, to compare charges and use. */
export async function billsPage(c: PageContext): Promise<Response> {
  const { t, deps, now } = c.var;
  const account = accountOf(c);
  const number = formatAccountNumber(account.number);
  const before = dateOf(c.req.query('before'));
  const found = await listBills(deps.db, account.accountId, {
    limit: perPage + 1,
    ...present({ before }),
  });
  const bills = found.slice(0, perPage);
  const last = bills.at(-1);
  const payments = await billPayments(
    deps.db,
    bills.map((bill) => bill.number),
    { now, policy: autopayPolicy(deps.utility) },
  );
  return page(
    c,
    { title: t('bills.title'), width: 'wide' },
    <>
      <p>
        <a href={paths.account(number)}>← {t('home.title')}</a>
      </p>
      <h1>{t('bills.title')}</h1>
      {bills.length > 1 && (
        <p>
          <a href={paths.billComparison(number)}>{t('bill-comparison.link')}</a>
        </p>
      )}
      <Table
        caption={t('bills.caption', { account: number })}
        empty={t('bills.none')}
        rows={bills}
        columns={[
          {
            heading: t('bills.date'),
            cell: (bill) => (
              <>
                <a href={paths.bill(number, bill.number)}>{t.date(bill.issuedOn)}</a>
              </>
            ),
          },
          { heading: t('bills.due'), cell: (bill) => t.date(bill.dueOn) },
          { heading: t('bills.gallons'), numeric: true, cell: (bill) => t.number(bill.usageGallons) },
          { heading: t('bills.new-charges'), numeric: true, cell: (bill) => t.money(bill.newCharges) },
          { heading: t('bills.amount-due'), numeric: true, cell: (bill) => t.money(bill.amountDue) },
          {
            heading: t('bills.state'),
            cell: (bill) => {
              const payment = payments.get(bill.number);
              if (payment === undefined) return '';
              return bill.state === 'cancelled' ? (
                <span class="c-tag c-tag--warn">{t('bills.cancelled')}</span>
              ) : (
                paymentSaid(c, payment)
              );
            },
          },
          {
            heading: t('bills.pdf'),
            cell: (bill) => (
              <a href={paths.billPdf(number, bill.number)}>{t('bills.pdf-link', { date: t.date(bill.issuedOn) })}</a>
            ),
          },
        ]}
      />
      {found.length > perPage && last !== undefined && (
        <nav class="c-pagination" aria-label={t('pagination.label')}>
          <a rel="next" href={`${paths.bills(number)}?before=${last.periodEnd}`}>
            {t('bills.older')} →
          </a>
        </nav>
      )}
    </>,
  );
}

function dateOf(written: string | undefined): Temporal.PlainDate | undefined {
  return written !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(written) ? Temporal.PlainDate.from(written) : undefined;
}
