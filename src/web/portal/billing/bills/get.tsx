import { present } from '../../../../domain/kernel/index.ts';
import { todayOf } from '../../../../usecases/access/index.ts';
import { billStandings, listBills, oldestEntry } from '../../../../usecases/billing/index.ts';
import { autopayPolicy, billPayments } from '../../../../usecases/payments/index.ts';
import { standingOfAccount } from '../../../../usecases/receivables/index.ts';
import { Icon } from '../../../components/icon.tsx';
import { page } from '../../../components/layout.tsx';
import { PageList, type PageOfList } from '../../../components/page-list.tsx';
import { accountOf } from '../../../middleware/require.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { typedDay } from '../../../typed-day.ts';
import { BillTable } from './bill-table.tsx';
import { MoneyCards, moneyOf } from './money-cards.tsx';
import { OwedNow } from './owed-now.tsx';

const perPage = 13;

/** Bills and payments: what is owed, everything that has to do with paying, and every bill, newest first. */
export async function billsPage(c: PageContext): Promise<Response> {
  const { t, deps, now } = c.var;
  const account = accountOf(c);
  const number = account.number;
  const before = typedDay(c.req.query('before'));
  const found = await listBills(deps.db, account.accountId, { limit: perPage + 1, ...present({ before }) });
  const bills = found.slice(0, perPage);
  const last = bills.at(-1);
  const today = todayOf(deps.utility, now);
  const oldest = oldestEntry(bills);
  const since = oldest === undefined ? undefined : { accountId: account.accountId, entryId: oldest };
  const standing = standingOfAccount(deps.db, account.accountId);
  const [standings, payments, money] = await Promise.all([
    billStandings(deps.db, { accountId: account.accountId, bills, standing }, today),
    billPayments(
      deps.db,
      bills.map((bill) => bill.number),
      { now, policy: autopayPolicy(deps.utility), since },
    ),
    moneyOf(c, account, standing),
  ]);
  const owed = await standing;
  const due = owed.due === undefined ? undefined : payments.get(owed.due.number);
  return page(
    c,
    { title: t('layout.place.bills'), width: 'wide' },
    <>
      <h1>{t('layout.place.bills')}</h1>
      <div class="c-beside">
        <OwedNow
          {...{ c, number }}
          accountId={account.accountId}
          standing={owed}
          payment={due}
          canPay={account.rights.includes('pay')}
        />
        <PageList label={t('layout.place.bills')} pages={pagesOf(c, number, bills.length > 1)} />
      </div>
      <MoneyCards c={c} money={money} />
      <h2 id="bills">{t('bills.title')}</h2>
      <BillTable c={c} number={number} bills={bills} standings={standings} payments={payments} />
      {found.length > perPage && last !== undefined && (
        <nav class="c-pagination" aria-label={t('pagination.label')}>
          <a rel="next" href={`${paths.bills(number)}?before=${last.periodEnd}#bills`}>
            {t('bills.older')}
            <Icon name="next" />
          </a>
        </nav>
      )}
    </>,
  );
}

function pagesOf(c: PageContext, number: string, hasSeveral: boolean): readonly PageOfList[] {
  const { t } = c.var;
  const { rights } = accountOf(c);
  return [
    ...(rights.includes('autopay')
      ? [
          {
            href: paths.autopay(number),
            name: t('autopay.title'),
            icon: 'autopay' as const,
            says: t('bills.says-autopay'),
          },
        ]
      : []),
    ...(rights.includes('manage')
      ? [{ href: paths.ebill(number), name: t('ebill.title'), icon: 'mail' as const, says: t('bills.says-ebill') }]
      : []),
    { href: paths.nextBill(number), name: t('next-bill.title'), icon: 'calendar', says: t('bills.says-next') },
    { href: paths.payments(number), name: t('payments.title'), icon: 'history', says: t('bills.says-payments') },
    ...(hasSeveral
      ? [
          {
            ...{ href: paths.billComparison(number), name: t('bill-comparison.link'), icon: 'compare' as const },
            says: t('bills.says-compare'),
          },
        ]
      : []),
  ];
}
