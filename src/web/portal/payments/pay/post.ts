import { present } from '../../../../domain/kernel/index.ts';
import { paymentContext, startPayment, tryCheckout } from '../../../../usecases/payments/index.ts';
import { accountBalance } from '../../../../usecases/receivables/index.ts';
import { accountOf } from '../../../middleware/require.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { tooManyPage } from '../../../too-many.ts';
import { forgetAlong, keepAlong } from '../typed-along.ts';
import { changedAnswer, nextQuestion, readPayment, readTypedPayment } from './typed-payment.ts';
import { payView } from './view.tsx';

/**
 * An answer leads to the next question. The summary, which has a key, starts the payment and leads to the processor's page; one
 * that was paid before leads to its receipt.
 */
export async function postPay(c: PageContext): Promise<Response> {
  const { deps, now, t, session } = c.var;
  const account = accountOf(c);
  const number = account.number;
  const typed = await readTypedPayment(c);
  const change = changedAnswer(c);
  if (change !== undefined) keepAlong(c, paths.pay(number), typed);
  if (change !== undefined || typed.form === '') {
    return c.redirect(nextQuestion(paths.pay(number), typed, change), 303);
  }
  const asked = readPayment(typed, await accountBalance(deps.db, account.accountId), t.language);
  if (!asked.ok) return payView(c, { typed, problems: asked.problem });
  const by = { channel: 'portal', loginId: account.loginId, address: c.var.address } as const;
  const tooMany = await tryCheckout(deps.db, by, now);
  if (tooMany !== undefined) return tooManyPage(c, tooMany);
  const started = await startPayment(paymentContext(deps), {
    accountId: account.accountId,
    amount: asked.value.amount,
    method: asked.value.method,
    by,
    formToken: asked.value.formToken,
    besideAnother: asked.value.besideAnother,
    language: t.language,
    ...present({ receiptEmail: session?.email }),
    summary: t('pay.summary', { utility: deps.utility.name, account: number }),
    returnUrl: (reference) => `${deps.publicUrl}${paths.processorReturn(reference)}`,
    now,
  });
  if (!started.ok) return payView(c, { typed, problems: [started.problem] });
  const { payment, hostedPage } = started.value;
  forgetAlong(c);
  return c.redirect(hostedPage ?? paths.receipt(number, payment.reference), 303);
}
