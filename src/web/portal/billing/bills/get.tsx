import { formatAccountNumber } from '../../../../domain/accounts/index.ts';
import { type Cents, cents, present } from '../../../../domain/kernel/index.ts';
import { isAutopays } from '../../../../domain/payments/index.ts';
import { todayOf } from '../../../../usecases/access/index.ts';
import { billStandings, listBills } from '../../../../usecases/billing/index.ts';
import { autopayPolicy, billPayments } from '../../../../usecases/payments/index.ts';
import { isToPay, StandingTag } from '../../../components/bill/bill-standing.tsx';
import { paymentSaid } from '../../../components/bill/payment-of-bill.ts';
import { page } from '../../../components/layout.tsx';
import { Table } from '../../../components/table.tsx';
import { accountOf } from '../../../middleware/require.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { typedDay } from '../../../typed-day.ts';
import type { Words } from '../../../words/words.ts';

const perPage = 24;

/** Every bill of the account, newest first, to compare charges and use. */
export async function billsPage(c: PageContext): Promise<Response> {
  const { t, deps, now } = c.var;
  const account = accountOf(c);
  const number = formatAccountNumber(account.number);
  const before = typedDay(c.req.query('before'));
  const found = await listBills(deps.db, account.accountId, {
    limit: perPage + 1,
    ...present({ before }),
  });
  const bills = found.slice(0, perPage);
  const last = bills.at(-1);
  const standings = await billStandings(deps.db, { accountId: account.accountId, bills }, todayOf(deps.utility, now));
  const payments = await billPayments(
    deps.db,
    bills.map((bill) => bill.number),
    { now, policy: autopayPolicy(deps.utility) },
  );
  return page(
    c,
    { title: t('bills.title'), width: 'wide' },
    <>
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
            cell: (bill) => <a href={paths.bill(number, bill.number)}>{t.date(bill.issuedOn)}</a>,
          },
          {
            heading: t('bills.state'),
            narrow: true,
            cell: (bill) => {
              const [standing, payment] = [standings.get(bill.number), payments.get(bill.number)];
              return (
                <>
                  <StandingTag c={c} standing={standing} />
                  {payment !== undefined && isToPay(standing) && isAutopays(payment) && (
                    <>
                      <br />
                      {paymentSaid(c, payment)}
                    </>
                  )}
                </>
              );
            },
          },
          { heading: t('bills.due'), cell: (bill) => t.date(bill.dueOn) },
          { heading: t('bills.gallons'), numeric: true, cell: (bill) => t.number(bill.usageGallons) },
          { heading: t('bills.new-charges'), numeric: true, cell: (bill) => t.money(bill.newCharges) },
          { heading: t('bills.amount-due'), numeric: true, cell: (bill) => amountOf(t, bill.amountDue) },
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

/** A credit is not a sum to pay. */
const amountOf = (t: Words, amount: Cents): string =>
  amount < 0 ? t('money.credit', { amount: t.money(cents(-amount)) }) : t.money(amount);
