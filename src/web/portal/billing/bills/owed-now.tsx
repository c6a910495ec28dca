import { cents } from '../../../../domain/kernel/index.ts';
import { type BillPayment, paysItself } from '../../../../domain/payments/index.ts';
import type { AccountStanding } from '../../../../domain/receivables/index.ts';
import { paymentSaid } from '../../../components/bill/payment-of-bill.ts';
import { GivenBalance } from '../../../components/given-balance.tsx';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';

/** What is owed and how it is paid, with the button. */
export function OwedNow(props: {
  c: PageContext;
  number: string;
  accountId: number;
  standing: AccountStanding;
  /** How the bill that is due is paid. */
  payment: BillPayment | undefined;
  canPay: boolean;
}) {
  const { c, number, accountId, standing, payment, canPay } = props;
  const { t } = c.var;
  const { balance } = standing;
  const toPay = balance > 0 && payment !== undefined && !paysItself(payment);
  return (
    <section class="c-amount" aria-labelledby="amount">
      <h2 class="c-amount__label" id="amount">
        {t(balance > 0 ? 'home.amount-due' : balance < 0 ? 'home.credit' : 'home.nothing-due')}
      </h2>
      <p class="c-amount__value">{t.money(cents(Math.abs(balance)))}</p>
      {payment !== undefined && <p class="c-amount__due">{paymentSaid(c, payment)}</p>}
      <GivenBalance c={c} accountId={accountId} />
      {canPay && (
        <p class="c-actions">
          <a class={toPay ? 'usa-button' : 'usa-button usa-button--outline'} href={paths.pay(number)}>
            {t(toPay ? 'home.pay' : 'home.pay-ahead')}
          </a>
        </p>
      )}
    </section>
  );
}
