import { viewAccountBriefly } from '../../../../usecases/accounts/index.ts';
import { paymentContext, reconcilePayment } from '../../../../usecases/payments/index.ts';
import { Alert } from '../../../components/alert.tsx';
import { page } from '../../../components/layout.tsx';
import { SummaryList } from '../../../components/summary-list.tsx';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { accountOf, staffView } from '../../request.ts';

/** What became of a phone payment, with the receipt's number to read out. Asks the processor where nothing is known yet. */
export async function phonePaymentResult(c: PageContext): Promise<Response> {
  const { t, deps, now } = c.var;
  const number = accountOf(c);
  const account =
    number === undefined
      ? undefined
      : await viewAccountBriefly(deps.db, number, { ...staffView(c), action: 'phone-payment.seen' });
  const payment = await reconcilePayment(paymentContext(deps), c.req.param('payment') ?? '', now);
  if (account === undefined || payment?.accountId !== account.accountId || payment.channel !== 'phone') {
    return c.var.refuse('not-found');
  }
  const { state, method } = payment;
  const paid = state === 'succeeded';
  const shown = account.number;
  const title = t.maybe(`console.phone-payment.${state}`);
  return page(
    c,
    { title, realm: 'console' },
    <>
      <h1>{title}</h1>
      <Alert kind={paid ? 'success' : state === 'started' ? 'info' : 'warning'} live>
        {t.maybe(`console.phone-payment.${state}.next`)}
      </Alert>
      <SummaryList
        rows={[
          { term: t('console.receipt'), value: payment.reference, strong: paid },
          { term: t('console.amount'), value: t.money(payment.amount) },
          ...(payment.fee > 0 ? [{ term: t('console.fee'), value: t.money(payment.fee) }] : []),
          ...(method?.brand === undefined
            ? []
            : [{ term: t('console.phone-payment.method'), value: `${method.brand} …${method.last4 ?? ''}` }]),
          { term: t('console.customer'), value: `${account.customer.name} ${shown}` },
          ...(payment.receiptEmail === undefined
            ? []
            : [{ term: t('console.phone-payment.receipt-email'), value: payment.receiptEmail }]),
        ]}
      />
      <div class="c-actions">
        {!paid && (
          <a class="usa-button" href={paths.console.phonePayment(shown)}>
            {t('console.phone-payment.again')}
          </a>
        )}
        <a class="usa-button usa-button--outline" href={paths.console.account(shown)}>
          {t('console.back-to-account')}
        </a>
      </div>
    </>,
  );
}
