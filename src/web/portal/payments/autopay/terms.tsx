import type { Cents } from '../../../../domain/kernel/index.ts';
import { type Agreement, agreementText } from '../../../../domain/notices/index.ts';
import type { AutopaySetup, Beginning } from '../../../../usecases/payments/index.ts';
import { Alert } from '../../../components/alert.tsx';
import { methodInSentence } from '../../../components/method-ending.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import type { Words } from '../../../words/words.ts';

/** Said before agreeing, in plain words: which bill is the first, and which one must still be paid by hand (T3). */
export function BeginningSaid({
  c,
  beginning,
  number,
  cap,
}: {
  c: PageContext;
  beginning: Beginning;
  number: string;
  /** The limit that was chosen, once it was. */
  cap?: Cents | undefined;
}) {
  const { t, deps } = c.var;
  const { first, payByHand, kept } = beginning;
  const late = payByHand.at(-1);
  const isOverCap = first !== undefined && cap !== undefined && first.bill.owed > cap;
  return (
    <>
      {late !== undefined && (
        <Alert kind="warning" heading={t('autopay.by-hand.title')}>
          {t('autopay.by-hand.body', {
            amount: t.money(late.owed),
            date: t.date(late.dueOn),
            hours: deps.utility.autopay.lead_hours,
          })}{' '}
          <a href={paths.pay(number)}>{t('autopay.by-hand.pay')}</a>
        </Alert>
      )}
      {kept?.map((draft) => (
        <Alert kind="info" heading={t('autopay.kept.title')}>
          {t(draft.state === 'submitted' ? 'autopay.kept.sent' : 'autopay.kept.planned', {
            amount: t.money(draft.amount ?? draft.owed),
            date: t.date(draft.draftOn),
            due: t.date(draft.dueOn),
            hours: deps.utility.autopay.lead_hours,
          })}
        </Alert>
      ))}
      {isOverCap ? (
        <Alert kind="warning" heading={t('autopay.by-hand.title')}>
          {t('autopay.over-cap', { amount: t.money(first.bill.owed), cap: t.money(cap) })}{' '}
          <a href={paths.pay(number)}>{t('autopay.by-hand.pay')}</a>
        </Alert>
      ) : (
        <Alert kind="info" heading={t(kept === undefined ? 'autopay.first.title' : 'autopay.first.title-changed')}>
          {first === undefined
            ? t('autopay.first.next')
            : t('autopay.first.bill', {
                amount: t.money(first.bill.owed),
                due: t.date(first.bill.dueOn),
                draft: t.date(first.draftOn),
              })}
        </Alert>
      )}
    </>
  );
}

/** `on its due date`, or so many days before. */
export const whenDrafted = (t: Words, daysBeforeDue: number): string => t('autopay.when', { days: daysBeforeDue });

/** The authorization of the utility's `content/<language>/agreements/autopay.md`, word for word as it is agreed and kept. */
export function authorizationText(
  t: Words,
  about: {
    readonly agreement: Agreement;
    readonly setup: AutopaySetup;
    readonly utility: string;
    readonly account: string;
  },
): string {
  const { agreement, setup, utility, account } = about;
  const { method, cap } = setup;
  return agreementText(agreement, {
    utility,
    account,
    method: method === undefined ? '' : methodInSentence(t, method.shown),
    when: whenDrafted(t, setup.daysBeforeDue),
    limit: cap === undefined ? 'no' : 'yes',
    cap: cap === undefined ? '' : t.money(cap),
  });
}
