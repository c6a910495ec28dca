import { formatAccountNumber } from '../../../../domain/accounts/index.ts';
import { cents } from '../../../../domain/kernel/index.ts';
import { todayOf } from '../../../../usecases/access/index.ts';
import { viewAccount } from '../../../../usecases/accounts/index.ts';
import { page } from '../../../components/layout.tsx';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import type { AccountProps } from '../../account-props.ts';
import { AccountChargesShown, chargesOf } from '../../receivables/index.ts';
import { accountOf, may, policyOf, staffView } from '../../request.ts';

import { CustomerCard, EnrolmentCard, ServiceCard } from './cards.tsx';
import { MoveNote, RosterFactsShown } from './move.tsx';
import { AccessLog, Bills, Notices, OutreachLog, Payments, People } from './tables.tsx';

/** The account, whole, on one page (S2). That it was looked at is recorded, and its customer can see that. */
export async function accountPage(c: PageContext): Promise<Response> {
  const { deps } = c.var;
  const number = accountOf(c);
  const view =
    number &&
    (await viewAccount(deps.db, number, {
      ...staffView(c),
      policy: policyOf(c),
      today: todayOf(deps.utility, c.var.now),
    }));
  if (view === undefined) return c.var.refuse('not-found');
  const charges = await chargesOf(c, view.accountId);
  const shown = formatAccountNumber(view.number);
  return page(
    c,
    { title: `${view.customer.name} ${shown}`, realm: 'console', width: 'wide' },
    <>
      <h1>{view.customer.name}</h1>
      <p class="usa-intro">
        {shown} <Standing c={c} view={view} />
      </p>
      <MoveNote c={c} view={view} />
      <BalanceNow c={c} view={view} />
      <ul class="c-cards">
        <CustomerCard c={c} view={view} />
        <ServiceCard c={c} view={view} />
        <EnrolmentCard c={c} view={view} />
        <RosterFactsShown c={c} view={view} />
      </ul>
      <AccountChargesShown c={c} view={view} charges={charges} />
      <Bills c={c} view={view} />
      <Payments c={c} view={view} />
      <People c={c} view={view} />
      <OutreachLog c={c} view={view} />
      <Notices c={c} view={view} />
      <AccessLog c={c} view={view} />
    </>,
  );
}

function Standing({ c, view }: AccountProps) {
  const { t } = c.var;
  return (
    <>
      {view.closedOn !== undefined && (
        <span class="c-tag c-tag--warn">{t('console.closed-on', { date: t.date(view.closedOn) })}</span>
      )}{' '}
      <span class={view.registered ? 'c-tag c-tag--good' : 'c-tag'}>
        {t(view.registered ? 'console.registered' : 'console.not-registered')}
      </span>
    </>
  );
}

function BalanceNow({ c, view }: AccountProps) {
  const { t } = c.var;
  const { balance, due, withNextBill, inFlight } = view.standing;
  return (
    <section class="c-amount" aria-label={t('console.balance')}>
      <p class="c-amount__label">{t(balance < 0 ? 'console.credit' : 'console.balance')}</p>
      <p class="c-amount__value">{t.money(cents(Math.abs(balance)))}</p>
      {due !== undefined && (
        <p class="c-amount__due">{t('console.due-of-bill', { amount: t.money(due.owed), date: t.date(due.dueOn) })}</p>
      )}
      {withNextBill > 0 && <p>{t('console.with-next-bill', { amount: t.money(withNextBill) })}</p>}
      {inFlight > 0 && <p>{t('console.in-flight', { amount: t.money(inFlight) })}</p>}
      {view.feesHeldUntil !== undefined && <p>{t('console.fees-held', { date: t.date(view.feesHeldUntil) })}</p>}
      <div class="c-actions">
        {may(c, 'phone-payment.take') && (
          <a class="usa-button" href={paths.console.phonePayment(formatAccountNumber(view.number))}>
            {t('console.phone-payment.take')}
          </a>
        )}
        {view.registered && may(c, 'session.end') && (
          <a class="usa-button usa-button--outline" href={paths.console.sessionsEnd(formatAccountNumber(view.number))}>
            {t('console.sessions-end.title')}
          </a>
        )}
      </div>
    </section>
  );
}
