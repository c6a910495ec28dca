import type { AutopayBeginning } from '../../../domain/payments/index.ts';
import type { AutopaySetup } from '../../../usecases/autopay/index.ts';
import { Alert } from '../../components/alert.tsx';
import type { PageContext } from '../../page.ts';
import { paths } from '../../paths.ts';
import type { Words } from '../../words/words.ts';

/** Said before agreeing, in plain words: which bill is the first, and which one must still be paid by hand (T3). */
export function BeginningSaid({
  c,
  beginning,
  number,
}: {
  c: PageContext;
  beginning: AutopayBeginning;
  number: string;
}) {
  const { t, deps } = c.var;
  const { first, payByHand } = beginning;
  const late = payByHand.at(-1);
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
      <Alert kind="info" heading={t('autopay.first.title')}>
        {first === undefined
          ? t('autopay.first.next')
          : t('autopay.first.bill', {
              amount: t.money(first.bill.owed),
              due: t.date(first.bill.dueOn),
              draft: t.date(first.draftOn),
            })}
      </Alert>
    </>
  );
}

/** `on its due date`, or so many days before. */
export const whenDrafted = (t: Words, daysBeforeDue: number): string => t('autopay.when', { days: daysBeforeDue });

/** The authorization, word for word as it is agreed and kept. Another wording is another version. */
export function authorizationText(
  t: Words,
  about: { readonly setup: AutopaySetup; readonly utility: string; readonly account: string },
): string {
  const { setup, utility, account } = about;
  const { method, cap } = setup;
  const parts = [
    t('autopay.authorization', {
      utility,
      account,
      method: method === undefined ? '' : t('method.ending', { brand: method.shown.brand, last4: method.shown.last4 }),
      when: whenDrafted(t, setup.daysBeforeDue),
    }),
    cap === undefined ? t('autopay.authorization.no-cap') : t('autopay.authorization.cap', { cap: t.money(cap) }),
    t('autopay.authorization.end', { utility }),
  ];
  return parts.join(' ');
}
