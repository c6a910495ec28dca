import { readPaymentReference } from '../../../../domain/payments/index.ts';
import { payersOf } from '../../../../usecases/delegates/index.ts';
import { paymentContext, reconcilePayment } from '../../../../usecases/payments/index.ts';
import { standingReturnedFee } from '../../../../usecases/receivables/index.ts';
import { page } from '../../../components/layout.tsx';
import { accountOf } from '../../../middleware/require.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { PaymentResult } from './payment-result.tsx';
import { whatChanged } from './what-changed.tsx';

/** A payment of the account, as the processor and the books know it now. */
export async function receiptPage(c: PageContext): Promise<Response> {
  const { t, deps, now } = c.var;
  const account = accountOf(c);
  const number = account.number;
  const reference = readPaymentReference(c.req.param('payment') ?? '');
  const payment = reference === undefined ? undefined : await reconcilePayment(paymentContext(deps), reference, now);
  if (payment === undefined || payment.accountId !== account.accountId) return c.var.refuse('not-found');
  const fee = payment.state === 'returned' ? await standingReturnedFee(deps.db, payment.reference) : undefined;
  const payer = (await payersOf(deps.db, account))(payment.loginId);
  return page(
    c,
    { title: t('receipt.page-title') },
    <>
      <PaymentResult c={c} payment={payment} again={paths.pay(number)} payer={payer} fee={fee} />
      {await whatChanged(c, payment)}
      <SummaryOfAccount number={number} label={t('pay.account')} />
      <p>
        <a href={paths.account(number)}>{t('receipt.to-account')}</a>
      </p>
    </>,
  );
}

const SummaryOfAccount = ({ number, label }: { number: string; label: string }) => (
  <p>
    {label}: {number}
  </p>
);
