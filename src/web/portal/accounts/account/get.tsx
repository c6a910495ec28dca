import { formatAccountNumber } from '../../../../domain/accounts/index.ts';
import { cents } from '../../../../domain/kernel/index.ts';
import { type BillPayment, paysItself } from '../../../../domain/payments/index.ts';
import type { MoveChange } from '../../../../domain/transition/index.ts';
import { todayOf } from '../../../../usecases/access/index.ts';
import { type AccountHome, loadAccountHome } from '../../../../usecases/accounts/index.ts';
import { wateringToday } from '../../../../usecases/conservation/index.ts';
import { nextBillBriefly } from '../../../../usecases/forecast/index.ts';
import { transitionPolicy } from '../../../../usecases/transition/index.ts';
import { recentWeeks } from '../../../../usecases/usage/index.ts';
import { Alert } from '../../../components/alert.tsx';
import { StandingTag } from '../../../components/bill/bill-standing.tsx';
import { paymentOfBill, paymentSaid } from '../../../components/bill/payment-of-bill.ts';
import { page } from '../../../components/layout.tsx';
import { Table } from '../../../components/table.tsx';
import { accountOf } from '../../../middleware/require.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { SavingCard } from '../../conservation/index.ts';
import { HelperNote, helpedAccount } from '../../delegates/index.ts';
import { NextBillCard } from '../../forecast/index.ts';
import { UseCard } from '../../usage/index.ts';
import { MoneyCards, moneyOf } from './money-cards.tsx';

/** My account: the amount and the next date first, then how it is paid and delivered, then what was lately. */
export async function accountPage(c: PageContext): Promise<Response> {
  const { t, deps, now } = c.var;
  const account = accountOf(c);
  const number = formatAccountNumber(account.number);
  const at = {
    now,
    today: todayOf(deps.utility, now),
    policy: transitionPolicy(deps.utility),
    leakStopsAfterHours: deps.utility.alerts.stopped_after_hours,
  };
  const terms = { utility: deps.utility, rates: deps.rates, today: at.today };
  const opened = loadAccountHome(deps.db, account, at);
  const [home, weeks, money, watering, forecast, whose] = await Promise.all([
    opened,
    recentWeeks(deps.db, account, { zone: deps.utility.time_zone, today: at.today }),
    moneyOf(
      c,
      account,
      opened.then(({ standing }) => standing),
    ),
    wateringToday(deps.db, account, { utility: deps.utility, now }),
    nextBillBriefly(deps.db, account.accountId, terms),
    helpedAccount(c, account),
  ]);
  const { due } = home.standing;
  const payment = due === undefined ? undefined : await paymentOfBill(c, due.number);
  const isOwner = account.role === 'owner';
  const mayManage = account.rights.includes('manage');
  return page(
    c,
    { title: t('home.title'), width: 'wide' },
    <>
      <h1>{account.nickname ?? t('home.title')}</h1>
      <p>
        {account.street} · {t('home.number', { account: number })} · <a href={paths.allAccounts}>{t('home.switch')}</a>
      </p>
      {whose !== undefined && <HelperNote c={c} account={account} whose={whose} />}
      {home.leak !== undefined && (
        <Alert kind={home.leak.kind === 'burst' ? 'error' : 'warning'} heading={t(`alerts.kind.${home.leak.kind}`)}>
          <p>{t(home.leak.kind === 'hose' ? 'home.hose' : 'home.leak', { moment: t.moment(home.leak.began) })}</p>
          <p>
            <a href={paths.alert(number, String(home.leak.alertId))}>
              {t(home.leak.kind === 'hose' ? 'home.hose-link' : 'home.leak-link')}
            </a>
          </p>
        </Alert>
      )}
      {mayManage && home.changes.map((change) => <Change c={c} change={change} number={number} />)}
      {home.asking > 0 && (
        <Alert kind="info" heading={t('people.home.title')}>
          <p>
            <a href={paths.people(number)}>{t('people.home.link', { count: home.asking })}</a>
          </p>
        </Alert>
      )}
      <AmountDue c={c} home={home} payment={payment} number={number} canPay={account.rights.includes('pay')} />
      <div class="c-cards">
        <UseCard c={c} number={number} weeks={weeks} />
        <NextBillCard c={c} number={number} forecast={forecast} />
        {account.rights.includes('autopay') && <AutopayCard c={c} home={home} number={number} />}
        {mayManage && <EbillCard c={c} home={home} number={number} />}
        <MoneyCards c={c} money={money} />
        <SavingCard c={c} number={number} watering={watering} />
        <section class="c-card">
          <h2>{t('home.help')}</h2>
          <p>{t('home.help-body', { phone: deps.utility.contact.billing_phone })}</p>
          <p>
            <a href={paths.help}>{t('home.help-link')}</a> ·{' '}
            <a href={paths.helpAnswer('report-a-problem')}>{t('help.report')}</a>
          </p>
          <p>
            {isOwner && (
              <>
                <a href={paths.notices(number)}>{t('home.notices')}</a> ·{' '}
                <a href={paths.accountAccess(number)}>{t('home.access')}</a> ·{' '}
              </>
            )}
            {isOwner && mayManage && (
              <>
                <a href={paths.people(number)}>{t('people.title')}</a> ·{' '}
              </>
            )}
            <a href={paths.alerts(number)}>{t('alerts.title')}</a> ·{' '}
            <a href={paths.paymentMethods}>{t('methods.title')}</a> · <a href={paths.security}>{t('home.security')}</a>
          </p>
        </section>
      </div>
      <h2>{t('home.bills')}</h2>
      <Table
        caption={t('home.bills-caption')}
        empty={t('bills.none')}
        rows={home.bills}
        columns={[
          {
            heading: t('bills.date'),
            cell: (bill) => <a href={paths.bill(number, bill.number)}>{t.date(bill.issuedOn)}</a>,
          },
          {
            heading: t('bills.state'),
            cell: (bill) => <StandingTag c={c} standing={home.billStandings.get(bill.number)} />,
          },
          { heading: t('bills.due'), cell: (bill) => t.date(bill.dueOn) },
          { heading: t('bills.gallons'), numeric: true, cell: (bill) => t.number(bill.usageGallons) },
          { heading: t('bills.new-charges'), numeric: true, cell: (bill) => t.money(bill.newCharges) },
        ]}
      />
      <p>
        <a href={paths.bills(number)}>{t('home.all-bills')}</a>
      </p>
      <h2>{t('home.payments')}</h2>
      <Table
        caption={t('home.payments-caption')}
        empty={t('payments.none')}
        rows={home.payments}
        columns={[
          {
            heading: t('payments.date'),
            cell: (payment) => (
              <a href={paths.receipt(number, payment.reference)}>
                {t.date(payment.paidOn ?? todayOf(deps.utility, payment.startedAt))}
              </a>
            ),
          },
          { heading: t('payments.how'), cell: (payment) => t(`payments.channel.${payment.channel}`) },
          { heading: t('payments.state'), cell: (payment) => t(`payments.state.${payment.state}`) },
          { heading: t('payments.amount'), numeric: true, cell: (payment) => t.money(payment.amount) },
        ]}
      />
      <p>
        <a href={paths.payments(number)}>{t('home.all-payments')}</a>
      </p>
    </>,
  );
}

function AmountDue({
  c,
  home,
  payment,
  number,
  canPay,
}: {
  c: PageContext;
  home: AccountHome;
  payment: BillPayment | undefined;
  number: string;
  canPay: boolean;
}) {
  const { t } = c.var;
  const { balance, due, withNextBill } = home.standing;
  const owes = balance > 0;
  const isAutomatic = payment !== undefined && paysItself(payment);
  return (
    <section class="c-amount" aria-labelledby="amount">
      <h2 class="c-amount__label" id="amount">
        {t(owes ? 'home.amount-due' : balance < 0 ? 'home.credit' : 'home.nothing-due')}
      </h2>
      <p class="c-amount__value">{t.money(cents(Math.abs(balance)))}</p>
      <p class="c-amount__due">
        {due === undefined
          ? t(owes ? 'home.with-next-bill' : 'home.no-due-date')
          : payment !== undefined && payment.kind !== 'due' && payment.kind !== 'past-due'
            ? paymentSaid(c, payment)
            : home.pastDue
              ? t('home.past-due', { date: t.date(due.dueOn) })
              : t('bill.due-on', { date: t.date(due.dueOn) })}
      </p>
      {due !== undefined && withNextBill > 0 && (
        <p>{t('home.part-with-next-bill', { amount: t.money(withNextBill) })}</p>
      )}
      {canPay && (
        <p class="c-actions">
          <a class={owes && !isAutomatic ? 'usa-button' : 'usa-button usa-button--outline'} href={paths.pay(number)}>
            {owes && !isAutomatic ? t('home.pay') : t('home.pay-ahead')}
          </a>
          {home.bills[0] !== undefined && (
            <a class="usa-button usa-button--outline" href={paths.bill(number, home.bills[0].number)}>
              {t('home.see-bill')}
            </a>
          )}
        </p>
      )}
    </section>
  );
}

function AutopayCard({ c, home, number }: { c: PageContext; home: AccountHome; number: string }) {
  const { t } = c.var;
  const { autopay } = home;
  return (
    <section class="c-card">
      <h2>
        {t('home.autopay')}{' '}
        {autopay === undefined ? (
          <span class="c-tag">{t('home.off')}</span>
        ) : autopay.isPaused ? (
          <span class="c-tag">{t('home.paused')}</span>
        ) : (
          <span class="c-tag c-tag--good">{t('home.on')}</span>
        )}
      </h2>
      <p>
        {autopay === undefined
          ? t('home.autopay-off')
          : autopay.isPaused
            ? t('home.autopay-paused')
            : t('home.autopay-on', { date: t.date(autopay.firstDueOn), days: autopay.daysBeforeDue })}
      </p>
      <p>
        <a href={paths.autopay(number)}>
          {t(
            autopay === undefined
              ? 'home.autopay-start'
              : autopay.isPaused
                ? 'home.autopay-set-again'
                : 'home.autopay-change',
          )}
        </a>
      </p>
    </section>
  );
}

function EbillCard({ c, home, number }: { c: PageContext; home: AccountHome; number: string }) {
  const { t } = c.var;
  const { ebill } = home;
  const state = ebill === undefined ? 'off' : ebill.isVerified ? 'on' : 'waiting';
  const tag = { off: '', waiting: ' c-tag--warn', on: ' c-tag--good' }[state];
  return (
    <section class="c-card">
      <h2>
        {t('home.ebill')} <span class={`c-tag${tag}`}>{t(`home.${state}`)}</span>
      </h2>
      <p>{t(`home.ebill-${state}`, { email: ebill?.email ?? '' })}</p>
      <p>
        <a href={paths.ebill(number)}>{state === 'off' ? t('home.ebill-start') : t('home.ebill-change')}</a>
      </p>
    </section>
  );
}

/** One thing that the move changed for this account, with what to do and until when. */
function Change({ c, change, number }: { c: PageContext; change: MoveChange; number: string }) {
  const { t } = c.var;
  const urgent =
    change.kind === 'autopay-lapsed' ||
    change.kind === 'autopay-too-late' ||
    change.kind === 'autopay-starts-later' ||
    change.kind === 'last-draft-missing' ||
    change.kind === 'last-draft-short';
  const action = {
    'autopay-will-lapse': undefined,
    'autopay-lapsed': { href: paths.autopay(number), text: t('home.autopay-start') },
    'autopay-too-late': { href: paths.pay(number), text: t('home.pay') },
    'autopay-lapsed-nothing-owed': { href: paths.autopay(number), text: t('home.autopay-start') },
    'autopay-starts-later': { href: paths.pay(number), text: t('home.pay') },
    'last-draft-ran': undefined,
    'last-draft-missing': { href: paths.pay(number), text: t('home.pay') },
    'last-draft-short': { href: paths.pay(number), text: t('home.pay') },
    'ebill-will-lapse': undefined,
    'ebill-lapsed': { href: paths.ebill(number), text: t('home.ebill-start') },
    'ebill-unverified': { href: paths.ebill(number), text: t('home.ebill-change') },
  }[change.kind];
  return (
    <Alert kind={urgent ? 'warning' : 'info'} heading={t(`move.${change.kind}.title`)}>
      <p>{t(`move.${change.kind}`, valuesOf(c, change))}</p>
      {action !== undefined && (
        <p>
          <a href={action.href}>{action.text}</a>
        </p>
      )}
    </Alert>
  );
}

/** The dates, moments and amounts of a change, as its sentence writes them. */
function valuesOf(c: PageContext, change: MoveChange): Record<string, string> {
  const { t } = c.var;
  return Object.fromEntries(
    Object.entries(change).flatMap(([name, value]): [string, string][] => {
      if (value instanceof Temporal.PlainDate) return [[name, t.date(value)]];
      if (value instanceof Temporal.Instant) return [[name, t.moment(value)]];
      return typeof value === 'number' ? [[name, t.money(cents(value))]] : [];
    }),
  );
}
