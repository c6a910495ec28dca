import { isBefore } from '../../../../domain/kernel/index.ts';
import { todayOf } from '../../../../usecases/access/index.ts';
import type { AccountHome } from '../../../../usecases/accounts/index.ts';
import { StandingTag } from '../../../components/bill/bill-standing.tsx';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';

/** Bills and payments as one list, the newest first. */
const maxEvents = 5;

export function Lately({ c, home, number }: { c: PageContext; home: AccountHome; number: string }) {
  const { t } = c.var;
  const events = [...ofBills(c, home, number), ...ofPayments(c, home, number)]
    .toSorted((a, b) => (isBefore(a.on, b.on) ? 1 : isBefore(b.on, a.on) ? -1 : 0))
    .slice(0, maxEvents);
  return (
    <section aria-labelledby="lately">
      <h2 id="lately">{t('home.lately')}</h2>
      {events.length === 0 ? (
        <p class="c-empty">{t('bills.none')}</p>
      ) : (
        <ul class="c-events">
          {events.map(({ href, name, says, amount }) => (
            <li>
              <a href={href}>{name}</a>
              <span class="c-numeric">{amount}</span>
              <span class="c-events__says">{says}</span>
            </li>
          ))}
        </ul>
      )}
      <p>
        <a href={paths.bills(number)}>{t('home.all-bills-and-payments')}</a>
      </p>
    </section>
  );
}

const ofBills = (c: PageContext, home: AccountHome, number: string) =>
  home.bills.map((bill) => ({
    on: bill.issuedOn,
    href: paths.bill(number, bill.number),
    name: c.var.t('home.bill-of', { date: c.var.t.shortDate(bill.issuedOn) }),
    says: <StandingTag c={c} standing={home.billStandings.get(bill.number)} />,
    amount: c.var.t.money(bill.newCharges),
  }));

function ofPayments(c: PageContext, home: AccountHome, number: string) {
  const { t, deps } = c.var;
  return home.payments.map((payment) => {
    const on = payment.paidOn ?? todayOf(deps.utility, payment.startedAt);
    return {
      on,
      href: paths.receipt(number, payment.reference),
      name: t('home.payment-of', { date: t.shortDate(on) }),
      says: (
        <>
          {t(`payments.channel.${payment.channel}`)}
          {payment.state !== 'succeeded' && <> · {t(`payments.state.${payment.state}`)}</>}
        </>
      ),
      amount: t.money(payment.amount),
    };
  });
}
