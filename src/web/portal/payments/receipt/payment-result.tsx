import { type Cents, cents, inLanguage, type Wording } from '../../../../domain/kernel/index.ts';
import type { Payment } from '../../../../domain/payments/index.ts';
import type { Payer } from '../../../../usecases/delegates/index.ts';
import { Alert } from '../../../components/alert.tsx';
import { methodEnding } from '../../../components/method-ending.ts';
import { SummaryList, type SummaryRow } from '../../../components/summary-list.tsx';
import type { PageContext } from '../../../page.ts';

/**
 * What became of a payment, truthfully, and what to do next. `again` is where to try once more. It shows the reference,
 * the money and the method, and nothing of the person to guests; who is signed in reads who paid, `payer`, and the `fee` that
 * its return cost.
 */
export function PaymentResult({
  c,
  payment,
  again,
  payer,
  fee,
}: {
  c: PageContext;
  payment: Payment;
  again: string;
  payer?: Payer | undefined;
  fee?: { readonly label: Wording; readonly amount: Cents } | undefined;
}) {
  const { t, deps } = c.var;
  const phone = deps.utility.contact.billing_phone;
  switch (payment.state) {
    case 'succeeded':
      return (
        <>
          <h1>{t('receipt.title')}</h1>
          <Alert kind="success" live>
            {t('receipt.thanks', { amount: t.money(payment.amount) })}
            {payment.method?.kind === 'bank' && ` ${t('receipt.bank')}`}
          </Alert>
          {payment.refunded > 0 && (
            <Alert kind="info">{t('receipt.partly-refunded', { refunded: t.money(payment.refunded) })}</Alert>
          )}
          <SummaryList rows={receiptRows(c, payment, payer)} />
          {payment.receiptEmail !== undefined && <p>{t('receipt.mailed', { email: payment.receiptEmail })}</p>}
          <p class="c-note">{t('receipt.print')}</p>
        </>
      );
    case 'started':
      return (
        <>
          <h1>{t('receipt.started.title')}</h1>
          <Alert kind="info" live>
            {t('receipt.started.body')}
          </Alert>
          <ul class="usa-list">
            <li>
              <a href={c.var.path}>{t('receipt.started.look-again')}</a>
            </li>
            {payment.processorUrl !== undefined && (
              <li>
                <a href={payment.processorUrl}>{t('receipt.started.go-on')}</a>
              </li>
            )}
          </ul>
          <p>{t('receipt.reference-is', { reference: payment.reference })}</p>
        </>
      );
    case 'declined':
      return (
        <>
          <h1>{t('receipt.declined.title')}</h1>
          <Alert kind="error" live>
            {declineText(c, payment.declineCode)} {t('receipt.not-charged')}
          </Alert>
          <p>{t('receipt.declined.next', { phone })}</p>
          <p>
            <a class="usa-button" href={again}>
              {t('receipt.again')}
            </a>
          </p>
        </>
      );
    case 'abandoned':
      return (
        <>
          <h1>{t('receipt.abandoned.title')}</h1>
          <Alert kind="info" live>
            {t('receipt.not-charged')}
          </Alert>
          <p>
            <a class="usa-button" href={again}>
              {t('receipt.again')}
            </a>
          </p>
        </>
      );
    case 'returned':
      return (
        <>
          <h1>{t('receipt.returned.title')}</h1>
          <Alert kind="error">{t('receipt.returned.body', { amount: t.money(payment.amount), phone })}</Alert>
          {fee !== undefined && (
            <p>{t('receipt.returned.fee', { fee: t.money(fee.amount), name: inLanguage(fee.label, t.language) })}</p>
          )}
          <SummaryList rows={receiptRows(c, payment, payer)} />
          <p>
            <a class="usa-button" href={again}>
              {t('receipt.again')}
            </a>
          </p>
        </>
      );
    case 'disputed':
      return (
        <>
          <h1>{t('receipt.disputed.title')}</h1>
          <Alert kind="error">{t('receipt.disputed.body', { amount: t.money(payment.disputed), phone })}</Alert>
          <SummaryList rows={receiptRows(c, payment, payer)} />
          <p>
            <a class="usa-button" href={again}>
              {t('receipt.again')}
            </a>
          </p>
        </>
      );
    case 'refunded':
      return (
        <>
          <h1>{t('receipt.refunded.title')}</h1>
          <Alert kind="info">{t('receipt.refunded.body', { amount: t.money(payment.amount) })}</Alert>
          <SummaryList rows={receiptRows(c, payment, payer)} />
        </>
      );
  }
}

/** Why a card was refused, in words; a code without words of its own says what is always true. */
function declineText({ var: { t } }: PageContext, code: string | undefined): string {
  const key = `decline.${code ?? ''}`;
  const said = t.maybe(key);
  return said === key ? t('decline.card-declined') : said;
}

/** `Visa ···· 4242`, or what kind it was where no more is known. */
export function methodShown({ var: { t } }: PageContext, { method }: Payment): string {
  if (method === undefined) return '—';
  return method.last4 === undefined
    ? t(`method.${method.kind}`)
    : methodEnding(t, { brand: method.brand ?? t(`method.${method.kind}`), last4: method.last4 });
}

/** `daughter@example.org, who helps with this account`. */
export const payerShown = ({ var: { t } }: PageContext, payer: Payer): string =>
  t(`receipt.payer.${payer.who}`, { known: payer.who === 'helper' ? payer.known : '' });

function receiptRows(c: PageContext, payment: Payment, payer: Payer | undefined): SummaryRow[] {
  const { t } = c.var;
  const { amount, fee, paidOn, reference } = payment;
  return [
    { term: t('receipt.reference'), value: reference },
    ...(paidOn === undefined ? [] : [{ term: t('receipt.paid-on'), value: t.date(paidOn) }]),
    { term: t('receipt.method'), value: methodShown(c, payment) },
    ...(payer === undefined ? [] : [{ term: t('receipt.payer'), value: payerShown(c, payer) }]),
    { term: t('receipt.amount'), value: t.money(amount), strong: fee === 0 },
    ...(fee === 0
      ? []
      : [
          { term: t('receipt.fee'), value: t.money(fee) },
          { term: t('receipt.total'), value: t.money(cents(amount + fee)), strong: true },
        ]),
  ];
}
