import { cents, type Problem } from '../../../../domain/kernel/index.ts';
import type { AccountView } from '../../../../usecases/accounts/index.ts';
import { Alert } from '../../../components/alert.tsx';
import { BesideAnother, paidOrUnderWay } from '../../../components/beside-another.tsx';
import { Button, Choices, Field, Form } from '../../../components/form.tsx';
import { newFormKey } from '../../../components/form-key.ts';
import { lastDraftAlert } from '../../../components/last-draft-alert.tsx';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { formPage, toAccount } from '../../form-page.tsx';
import { openedAccount } from '../../request.ts';

type Payer = Pick<AccountView, 'accountId' | 'number' | 'customer' | 'standing'>;

/** What was typed, when it has to be shown again. */
export interface PhonePaymentForm {
  readonly amount: string;
  readonly method: string;
  readonly receipt_email: string;
  readonly form: string;
  /** `yes`: the customer was told that another payment is under way, and pays all the same. */
  readonly beside_another: string;
}

/** Takes a payment with the customer on the phone (T4); the card is typed on the processor's page, never here. */
export async function phonePaymentPage(c: PageContext): Promise<Response> {
  const account = await openedAccount(c, 'phone-payment.opened');
  if (account === undefined) return c.var.refuse('not-found');
  const { standing, customer } = account;
  const { balance } = standing;
  return phonePaymentForm(c, account, {
    form: {
      amount: balance > 0 ? (balance / 100).toFixed(2) : '',
      method: 'card',
      receipt_email: customer.email ?? '',
      form: newFormKey(),
      beside_another: '',
    },
    problems: [],
  });
}

export async function phonePaymentForm(
  c: PageContext,
  account: Payer,
  shown: { readonly form: PhonePaymentForm; readonly problems: readonly Problem[] },
): Promise<Response> {
  const { t, deps } = c.var;
  const number = account.number;
  const { form, problems } = shown;
  const { balance, inFlight } = account.standing;
  const underWay = inFlight > 0 ? t('pay.under-way', { amount: t.money(inFlight) }) : undefined;
  const warning = paidOrUnderWay(c, problems, underWay);
  const title = t('console.phone-payment.title');
  return formPage(
    c,
    { title, back: toAccount(account), problems },
    <>
      <p class="usa-intro">
        {balance < 0
          ? t('console.phone-payment.credit', { amount: t.money(cents(-balance)) })
          : t('console.phone-payment.owes', { balance: t.money(balance) })}
      </p>
      {await lastDraftAlert(c, account.accountId, 'staff')}
      <Alert kind="info">{t('console.phone-payment.how')}</Alert>
      <Form c={c} action={paths.console.phonePayment(number)} keyless>
        <input type="hidden" name="form" value={form.form} />
        <Field
          c={c}
          name="amount"
          label={t('console.amount')}
          hint={t('console.phone-payment.amount-hint')}
          value={form.amount}
          problems={problems}
          autocomplete="off"
          inputmode="decimal"
          size="small"
        />
        <Choices
          c={c}
          name="method"
          legend={t('console.phone-payment.method')}
          value={form.method}
          problems={problems}
          choices={[
            { value: 'card', label: t('console.phone-payment.card'), hint: deps.utility.payments.cards.join(', ') },
            { value: 'bank', label: t('console.phone-payment.bank') },
          ]}
        />
        <Field
          c={c}
          name="receipt_email"
          label={t('console.phone-payment.receipt-email')}
          value={form.receipt_email}
          problems={problems}
          type="email"
          autocomplete="off"
          optional
        />
        {warning !== undefined && (
          <BesideAnother c={c} underWay={warning} checked={form.beside_another === 'yes'} problems={problems} />
        )}
        <Button text={t('console.phone-payment.continue')} />
      </Form>
    </>,
  );
}
