import { cents, type Problem, zeroCents } from '../../../../domain/kernel/index.ts';
import { isPastDue } from '../../../../domain/receivables/index.ts';
import { todayOf } from '../../../../usecases/access/index.ts';
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
import { emptyPayment, PaymentForm, type TypedPayment } from './payment-form.tsx';

/** What is owed, by when, and the form; or the form again with what is wrong. */
export async function payView(c: PageContext, typed?: TypedPayment, problems: readonly Problem[] = []) {
  const { t, deps, now } = c.var;
  const account = accountOf(c);
  const number = account.number;
  const standing = await standingOfAccount(deps.db, account.accountId);
  const { balance: owed, due, inFlight } = standing;
  return page(
    c,
    { title: t('pay.title'), status: problems.length > 0 ? 422 : 200 },
    <>
      <ErrorSummary c={c} problems={problems} />
      <h1>{t('pay.title')}</h1>
      <SummaryList
        rows={[
          { term: t('pay.account'), value: `${number} · ${account.street}` },
          {
            term: t('pay.owed'),
            value: owed < 0 ? t('money.credit', { amount: t.money(cents(-owed)) }) : t.money(owed),
            strong: true,
          },
          ...(due === undefined ? [] : [{ term: t('pay.due'), value: t.date(due.dueOn) }]),
        ]}
      />
      <GivenBalance c={c} accountId={account.accountId} />
      {isPastDue(standing, todayOf(deps.utility, now)) && <Alert kind="warning">{t('pay.past-due')}</Alert>}
      {owed <= 0 && <Alert kind="info">{t('pay.nothing-owed')}</Alert>}
      {await lastDraftAlert(c, account.accountId, 'owner')}
      <PaymentForm
        c={c}
        action={paths.pay(number)}
        owed={owed > 0 ? owed : zeroCents}
        typed={typed ?? emptyPayment(owed)}
        problems={problems}
        underWay={paidOrUnderWay(
          c,
          problems,
          inFlight > 0 ? t('pay.under-way', { amount: t.money(inFlight) }) : undefined,
        )}
      />
    </>,
  );
}
