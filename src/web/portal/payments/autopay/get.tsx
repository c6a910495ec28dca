import { isBefore } from '../../../../domain/kernel/index.ts';
import { returnReason } from '../../../../domain/payments/index.ts';
import { todayOf } from '../../../../usecases/access/index.ts';
import { type Autopay, activeAutopay, openDraft, unpaidBill } from '../../../../usecases/payments/index.ts';
import { Alert } from '../../../components/alert.tsx';
import { page } from '../../../components/layout.tsx';
import { methodEnding } from '../../../components/method-ending.ts';
import { SummaryList } from '../../../components/summary-list.tsx';
import { accountOf } from '../../../middleware/require.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { choicesView } from '../autopay-choices/page.tsx';
import { whenDrafted } from './terms.tsx';

/** Autopay of the account: as it stands where it is on, how to set it where it is off. */
export async function autopayPage(c: PageContext): Promise<Response> {
  const autopay = await activeAutopay(c.var.deps.db, accountOf(c).accountId);
  return autopay === undefined ? choicesView(c) : stateView(c, autopay);
}

async function stateView(c: PageContext, autopay: Autopay): Promise<Response> {
  const { t, deps } = c.var;
  const account = accountOf(c);
  const number = account.number;
  const [draft, bill] = await Promise.all([
    openDraft(deps.db, account.accountId),
    unpaidBill(deps.db, account.accountId),
  ]);
  const { method, cap, paused } = autopay;
  const isPlanned = draft !== undefined && bill?.id === draft.bill.id;
  const isByHand = bill !== undefined && !isPlanned && isBefore(bill.dueOn, autopay.firstDueOn);
  const isOverCap = draft !== undefined && cap !== undefined && draft.owed > cap;
  return page(
    c,
    { title: t('autopay.title') },
    <>
      <h1>{t('autopay.title')}</h1>
      {paused === undefined ? (
        <Alert kind="success">{t('autopay.is-on')}</Alert>
      ) : (
        <Paused c={c} code={paused.code} number={number} />
      )}
      {isByHand && (
        <Alert kind="warning" heading={t('autopay.by-hand.title')}>
          {t('autopay.by-hand.on', { amount: t.money(bill.owed), date: t.date(bill.dueOn) })}{' '}
          <a href={paths.pay(number)}>{t('autopay.by-hand.pay')}</a>
        </Alert>
      )}
      {isOverCap && (
        <Alert kind="warning">
          {t('autopay.over-cap', { amount: t.money(draft.owed), cap: t.money(cap) })}{' '}
          <a href={paths.pay(number)}>{t('autopay.by-hand.pay')}</a>
        </Alert>
      )}
      <SummaryList
        rows={[
          {
            term: t('autopay.next-draft'),
            value:
              paused !== undefined
                ? t('autopay.paused.title')
                : draft === undefined || draft.owed <= 0
                  ? t('autopay.next-bill')
                  : t('autopay.draft-shown', { amount: t.money(draft.owed), date: t.date(draft.draftOn) }),
            strong: true,
          },
          {
            term: t('receipt.method'),
            value: methodEnding(t, method.shown),
          },
          { term: t('autopay.which-day-short'), value: whenDrafted(t, autopay.daysBeforeDue) },
          { term: t('autopay.cap'), value: cap === undefined ? t('autopay.no-cap') : t.money(cap) },
          { term: t('autopay.agreed-on'), value: t.date(todayOf(deps.utility, autopay.agreedAt)) },
        ]}
      />
      <h2>{t('autopay.agreed-text')}</h2>
      <blockquote lang={autopay.language}>{autopay.authorizationText}</blockquote>
      <p>
        <a class="usa-button usa-button--outline" href={paths.autopayChange(number)}>
          {t('autopay.change')}
        </a>
      </p>
      <p>
        <a href={paths.autopayEnd(number)}>{t('autopay.end')}</a>
      </p>
    </>,
  );
}

/** Why it stands still, and the one who can let it go on: the customer, by agreeing again. */
function Paused({ c, code, number }: { c: PageContext; code: string; number: string }) {
  const { t } = c.var;
  const { why, mend = 'new-agreement' } = returnReason(code);
  return (
    <>
      <Alert kind="error" heading={t('autopay.paused.title')}>
        {t('autopay.paused.body', { why: t(`autopay.why.${why}`) })} {t(`autopay.paused.${mend}`)}
      </Alert>
      <p>
        <a class="usa-button" href={paths.autopayChange(number)}>
          {t('autopay.paused.again')}
        </a>{' '}
        <a href={paths.pay(number)}>{t('autopay.by-hand.pay')}</a>
      </p>
    </>
  );
}
