import { cents, zeroCents } from '../../../../domain/kernel/index.ts';
import { isPastDue } from '../../../../domain/receivables/index.ts';
import { todayOf } from '../../../../usecases/access/index.ts';
import { paymentPolicy } from '../../../../usecases/payments/index.ts';
import { standingOfAccount } from '../../../../usecases/receivables/index.ts';
import { Alert } from '../../../components/alert.tsx';
import { paidOrUnderWay } from '../../../components/beside-another.tsx';
import { ErrorSummary } from '../../../components/form.tsx';
import { GivenBalance } from '../../../components/given-balance.tsx';
import { lastDraftAlert } from '../../../components/last-draft-alert.tsx';
import { page } from '../../../components/layout.tsx';
import { SummaryList } from '../../../components/summary-list.tsx';
import { accountOf } from '../../../middleware/require.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { type Again, PaymentStepForm, stepText } from './payment-steps.tsx';
import { answersSoFar, stepAbout, stepOf } from './typed-payment.ts';

/** What is owed, by when, and the next question; or the one that a refusal is about, as it was filled. */
export async function payView(c: PageContext, again?: Again) {
  const { t, deps, now } = c.var;
  const account = accountOf(c);
  const number = account.number;
  const standing = await standingOfAccount(deps.db, account.accountId);
  const { balance, due, inFlight } = standing;
  const owed = balance > 0 ? balance : zeroCents;
  const asked =
    again === undefined
      ? stepOf(
          answersSoFar(c, paths.pay(number)),
          { balance, policy: paymentPolicy(deps.utility), language: t.language },
          c.req.query('change'),
        )
      : { ...again, step: stepAbout(again.problems) };
  const { problems, step } = asked;
  const underWay = inFlight > 0 ? t('pay.under-way', { amount: t.money(inFlight) }) : undefined;
  return page(
    c,
    {
      title: step === 'check' ? t('pay.check-title') : t('pay.title'),
      status: problems.length > 0 ? 422 : 200,
    },
    <>
      <ErrorSummary c={c} problems={problems} />
      <p class="usa-hint">{stepText(c.var, step)}</p>
      <h1>{step === 'check' ? t('pay.check-title') : t('pay.title')}</h1>
      <SummaryList
        rows={[
          { term: t('pay.account'), value: `${t.inOwnOrder(number)} · ${t.inOwnOrder(account.street)}` },
          {
            term: t('pay.owed'),
            value: balance < 0 ? t('money.credit', { amount: t.money(cents(-balance)) }) : t.money(balance),
            strong: step !== 'check',
          },
          ...(due === undefined ? [] : [{ term: t('pay.due'), value: t.date(due.dueOn) }]),
        ]}
      />
      <GivenBalance c={c} accountId={account.accountId} />
      {isPastDue(standing, todayOf(deps.utility, now)) && <Alert kind="warning">{t('pay.past-due')}</Alert>}
      {balance <= 0 && <Alert kind="info">{t('pay.nothing-owed')}</Alert>}
      {await lastDraftAlert(c, account.accountId, 'owner')}
      {step === 'amount' && underWay !== undefined && <Alert kind="warning">{underWay}</Alert>}
      <PaymentStepForm
        {...{ c, owed, balance, asked }}
        path={paths.pay(number)}
        underWay={paidOrUnderWay(c, problems, underWay)}
      />
    </>,
  );
}
