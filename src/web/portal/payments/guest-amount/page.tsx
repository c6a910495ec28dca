import { readEmail } from '../../../../domain/access/index.ts';
import { type Cents, cents, type Problem, present } from '../../../../domain/kernel/index.ts';
import {
  accountNumberOf,
  paymentContext,
  paymentPolicy,
  paymentsUnderWay,
  startPayment,
  tryCheckout,
} from '../../../../usecases/payments/index.ts';
import { accountBalance, standingOfAccount } from '../../../../usecases/receivables/index.ts';
import { Alert } from '../../../components/alert.tsx';
import { paidOrUnderWay } from '../../../components/beside-another.tsx';
import { ErrorSummary } from '../../../components/form.tsx';
import { lastDraftAlert } from '../../../components/last-draft-alert.tsx';
import { page } from '../../../components/layout.tsx';
import { SummaryList } from '../../../components/summary-list.tsx';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { tooManyPage } from '../../../too-many.ts';
import { rememberedAccount } from '../guest-account.ts';
import { ownPayments, rememberPayment } from '../guest-payments.ts';
import { type Again, PaymentStepForm, stepText } from '../pay/payment-steps.tsx';
import {
  answersSoFar,
  changedAnswer,
  nextQuestion,
  readPayment,
  readTypedPayment,
  stepAbout,
  stepOf,
} from '../pay/typed-payment.ts';
import { forgetAlong, keepAlong } from '../typed-along.ts';

/** What the account owes and by when, and nothing about the person: no more than the printed bill says. */
export async function guestAmountPage(c: PageContext): Promise<Response> {
  const accountId = await rememberedAccount(c);
  return accountId === undefined ? c.redirect(paths.guestPay, 303) : amountView(c, accountId);
}

export async function postGuestAmount(c: PageContext): Promise<Response> {
  const { deps, now, t } = c.var;
  const accountId = await rememberedAccount(c);
  if (accountId === undefined) return c.redirect(paths.guestPay, 303);
  const typed = await readTypedPayment(c);
  const balance = await accountBalance(deps.db, accountId);
  // Paid meanwhile, or a form from before: the page says that there is a credit.
  if (balance < 0) return c.redirect(paths.guestPayAmount, 303);
  const change = changedAnswer(c);
  if (change !== undefined) keepAlong(c, paths.guestPayAmount, typed);
  if (change !== undefined || typed.form === '') {
    return c.redirect(nextQuestion(paths.guestPayAmount, typed, change), 303);
  }
  const asked = readPayment(typed, balance, t.language);
  const email = typed.email === '' ? undefined : readEmail(typed.email);
  const unreadable = typed.email !== '' && email === undefined;
  if (!asked.ok || unreadable) {
    const emailProblem: Problem[] = unreadable ? [{ code: 'payments.email-unreadable', field: 'email' }] : [];
    return amountView(c, accountId, { typed, problems: [...(asked.ok ? [] : asked.problem), ...emailProblem] });
  }
  const { browser, address } = c.var;
  const tooMany = await tryCheckout(deps.db, { channel: 'guest', accountId, browser, address }, now);
  if (tooMany !== undefined) return tooManyPage(c, tooMany);
  const number = await accountNumberOf(deps.db, accountId);
  const started = await startPayment(paymentContext(deps), {
    accountId,
    ...asked.value,
    by: { channel: 'guest', own: await ownPayments(c) },
    language: t.language,
    ...present({ receiptEmail: email }),
    summary: t('pay.summary', { utility: deps.utility.name, account: number }),
    returnUrl: (reference) => `${deps.publicUrl}${paths.processorReturn(reference)}`,
    now,
  });
  if (!started.ok) return amountView(c, accountId, { typed, problems: [started.problem] });
  const { payment, hostedPage } = started.value;
  await rememberPayment(c, payment.reference);
  forgetAlong(c);
  return c.redirect(hostedPage ?? paths.guestPayReturn(payment.reference), 303);
}

async function amountView(c: PageContext, accountId: number, again?: Again): Promise<Response> {
  const { deps, t } = c.var;
  const { balance, due } = await standingOfAccount(deps.db, accountId);
  if (balance < 0) return creditView(c, cents(-balance));
  const owed = balance;
  const asked =
    again === undefined
      ? stepOf(
          answersSoFar(c, paths.guestPayAmount),
          { balance, policy: paymentPolicy(deps.utility), language: t.language },
          c.req.query('change'),
        )
      : { ...again, step: stepAbout(again.problems) };
  const { problems, step } = asked;
  const title = step === 'check' ? t('pay.check-title') : t('pay.title');
  const underWay = await underWaySaid(c, accountId);
  return page(
    c,
    { title, status: problems.length > 0 ? 422 : 200 },
    <>
      <ErrorSummary c={c} problems={problems} />
      <p class="usa-hint">{stepText(c.var, step)}</p>
      <h1>{title}</h1>
      <SummaryList
        rows={[
          { term: t('pay.owed'), value: t.money(owed), strong: step !== 'check' },
          ...(due === undefined ? [] : [{ term: t('pay.due'), value: t.date(due.dueOn) }]),
        ]}
      />
      {owed === 0 && <Alert kind="info">{t('pay.nothing-owed')}</Alert>}
      {await lastDraftAlert(c, accountId, 'guest')}
      {step === 'amount' && underWay !== undefined && <Alert kind="warning">{underWay}</Alert>}
      <PaymentStepForm
        {...{ c, owed, balance, asked }}
        path={paths.guestPayAmount}
        underWay={paidOrUnderWay(c, problems, underWay)}
        withEmail
      />
    </>,
  );
}

/** The account has paid ahead: nothing is asked for, so that nobody pays it twice by mistake. */
function creditView(c: PageContext, credit: Cents): Response | Promise<Response> {
  const { t } = c.var;
  return page(
    c,
    { title: t('guest-pay.credit-title') },
    <>
      <h1>{t('guest-pay.credit-title')}</h1>
      <Alert kind="success">{t('guest-pay.credit', { amount: t.money(credit) })}</Alert>
      <p>
        <a href={paths.guestPay}>{t('guest-pay.another-account')}</a>
      </p>
    </>,
  );
}

/** What the warning says: that this browser has a payment under way, that somebody has, or that it has just paid. */
async function underWaySaid(c: PageContext, accountId: number): Promise<string | undefined> {
  const { deps, t } = c.var;
  const underWay = await paymentsUnderWay(deps.db, accountId);
  if (underWay.length === 0) return undefined;
  const own = await ownPayments(c);
  const mine = underWay.find(({ reference }) => own.includes(reference));
  return mine === undefined ? t('guest-pay.under-way') : t('guest-pay.under-way-own', { amount: t.money(mine.amount) });
}
