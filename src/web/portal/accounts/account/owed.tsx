import { cents } from '../../../../domain/kernel/index.ts';
import { type BillPayment, paysItself } from '../../../../domain/payments/index.ts';
import type { AccountHome } from '../../../../usecases/accounts/index.ts';
import type { KeptForecast } from '../../../../usecases/forecast/index.ts';
import { paymentSaid } from '../../../components/bill/payment-of-bill.ts';
import { GivenBalance } from '../../../components/given-balance.tsx';
import { methodEnding, methodInSentence } from '../../../components/method-ending.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';

export interface OwedProps {
  readonly c: PageContext;
  readonly home: AccountHome;
  /** How the bill that is due is paid. */
  readonly payment: BillPayment | undefined;
  readonly forecast: KeptForecast | undefined;
  readonly number: string;
  readonly accountId: number;
  readonly canPay: boolean;
}

/** What is owed, what happens next without the customer or by when they pay, and the one thing to do. */
export function Owed(props: OwedProps) {
  const { c, home, payment, number, accountId, canPay } = props;
  const { t } = c.var;
  const { balance, due, withNextBill, chargedSince } = home.standing;
  const owes = balance > 0;
  const isAutomatic = payment !== undefined && paysItself(payment);
  const toPay = owes && due !== undefined && !isAutomatic;
  return (
    <section class="c-amount" aria-labelledby="amount">
      <h2 class="c-amount__label" id="amount">
        {t(owes ? 'home.amount-due' : balance < 0 ? 'home.credit' : 'home.nothing-due')}
      </h2>
      <p class="c-amount__value">{t.money(cents(Math.abs(balance)))}</p>
      <p class="c-amount__due">{nextStep(props)}</p>
      <GivenBalance c={c} accountId={accountId} />
      {due !== undefined && withNextBill > 0 && (
        <p>{t('home.part-with-next-bill', { amount: t.money(withNextBill) })}</p>
      )}
      {home.bills.length > 0 && chargedSince > 0 && (
        <p>
          <a href={`${paths.bills(number)}#fees`}>{t('home.charged-since', { amount: t.money(chargedSince) })}</a>
        </p>
      )}
      <p class="c-actions">
        {canPay && (
          <a class={toPay ? 'usa-button' : 'usa-button usa-button--outline'} href={paths.pay(number)}>
            {t(toPay ? 'home.pay' : 'home.pay-ahead')}
          </a>
        )}
        {home.bills[0] !== undefined && (
          <a class="usa-button usa-button--outline" href={paths.bill(number, home.bills[0].number)}>
            {t('home.see-bill')}
          </a>
        )}
      </p>
    </section>
  );
}

function nextStep({ c, home, payment, forecast }: OwedProps): string {
  const { t, deps } = c.var;
  const { balance, due } = home.standing;
  if (due === undefined) {
    if (balance > 0) return t('home.with-next-bill');
    const issued = issuedAbout(forecast, deps.utility.billing.cycles);
    if (issued === undefined) return t('home.no-due-date');
    const date = t.shortDate(issued);
    return forecast?.bill === undefined
      ? t('home.next-bill-on', { date })
      : t('home.next-bill-about', { date, amount: t.money(forecast.bill.expected) });
  }
  if (payment !== undefined && payment.kind !== 'due' && payment.kind !== 'past-due') {
    const method = home.autopay?.method;
    const isFrom = method !== undefined && (payment.kind === 'autopay' || payment.kind === 'autopay-under-way');
    if (!isFrom) return paymentSaid(c, payment);
    // The sum stands above already; where another one is drawn, it is said.
    return payment.kind === 'autopay' && payment.amount === balance
      ? t('home.pays-itself', { date: t.shortDate(payment.on), method: methodInSentence(t, method) })
      : `${paymentSaid(c, payment)} · ${methodEnding(t, method)}`;
  }
  return t(home.pastDue ? 'home.past-due' : 'home.pay-by', { date: t.date(due.dueOn) });
}

/** Bills come some days after the meter is read; how many differs little between cycles. */
function issuedAbout(
  forecast: KeptForecast | undefined,
  cycles: readonly { readonly issue_after_days: number }[],
): Temporal.PlainDate | undefined {
  const days = Math.max(0, ...cycles.map((cycle) => cycle.issue_after_days));
  return forecast?.periodEnd?.add({ days });
}
