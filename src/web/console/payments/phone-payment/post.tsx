import { z } from 'zod';
import { readEmail } from '../../../../domain/access/index.ts';
import { ok, type Problem, present, type Result, refused } from '../../../../domain/kernel/index.ts';
import { readTypedAmount } from '../../../../domain/payments/index.ts';
import { type AccountView, viewAccountBriefly } from '../../../../usecases/accounts/index.ts';
import { paymentContext, startPayment } from '../../../../usecases/payments/index.ts';
import { sentFields } from '../../../body/sent-fields.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { accountOf, staffView } from '../../request.ts';
import { type PhonePaymentForm, phonePaymentForm } from './get.tsx';

const schema = z.object({
  amount: z.string().max(40).default(''),
  method: z.string().max(10).default(''),
  receipt_email: z.string().max(300).default(''),
  form: z.uuid(),
  beside_another: z.string().max(10).default(''),
});

/** Starts the payment and goes to the processor's page; the same form sent twice is the same payment. */
export async function postPhonePayment(c: PageContext): Promise<Response> {
  const { deps } = c.var;
  const number = accountOf(c);
  const parsed = schema.safeParse(sentFields(c));
  const account =
    number === undefined
      ? undefined
      : await viewAccountBriefly(deps.db, number, { ...staffView(c), action: 'phone-payment.started' });
  if (account === undefined || !parsed.success) return c.var.refuse('not-found');
  const started = await start(c, account, parsed.data);
  if (!started.ok) return phonePaymentForm(c, account, { form: parsed.data, problems: [started.problem] });
  return c.redirect(started.value, 303);
}

async function start(
  c: PageContext,
  account: Pick<AccountView, 'accountId' | 'number' | 'customer'>,
  form: PhonePaymentForm,
): Promise<Result<string, Problem>> {
  const { deps, t, now } = c.var;
  const amount = readTypedAmount(form.amount, t.language);
  if (!amount.ok) return amount;
  const method = (['card', 'bank'] as const).find((kind) => kind === form.method);
  if (method === undefined) return refused({ code: 'console.method-missing', field: 'method' });
  const email = form.receipt_email.trim() === '' ? undefined : readEmail(form.receipt_email);
  if (form.receipt_email.trim() !== '' && email === undefined) {
    return refused({ code: 'access.email-unreadable', field: 'receipt_email' });
  }
  const shown = account.number;
  const started = await startPayment(paymentContext(deps), {
    accountId: account.accountId,
    amount: amount.value,
    method,
    by: { channel: 'phone', staffId: staffView(c).staffId },
    formToken: form.form,
    besideAnother: form.beside_another === 'yes',
    language: account.customer.language,
    ...present({ receiptEmail: email }),
    summary: t('console.phone-payment.summary', { utility: deps.utility.name, account: shown }),
    returnUrl: (reference) => `${deps.publicUrl}${paths.console.phonePaymentReturn(shown, reference)}`,
    now,
  });
  if (!started.ok) return started;
  return ok(started.value.hostedPage ?? paths.console.phonePaymentReturn(shown, started.value.payment.reference));
}
