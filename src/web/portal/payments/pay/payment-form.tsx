import {
  type Cents,
  cents,
  type Language,
  ok,
  type Problem,
  type Result,
  refused,
} from '../../../../domain/kernel/index.ts';
import { type OnlineMethodKind, type PaymentProblemCode, readTypedAmount } from '../../../../domain/payments/index.ts';
import { sentFields } from '../../../body/sent-fields.ts';
import { BesideAnother } from '../../../components/beside-another.tsx';
import { Button, Choices, Field, Form } from '../../../components/form.tsx';
import { newFormKey } from '../../../components/form-key.ts';
import type { PageContext } from '../../../page.ts';

/** What the pay forms send, as text, so that a refused form comes back as it was filled. */
export interface TypedPayment {
  readonly choice: string;
  readonly amount: string;
  readonly method: string;
  readonly email: string;
  /** One a form that is shown: sent twice, it is one payment. */
  readonly form: string;
  /** What was owed when the form was shown, in cents. */
  readonly shown: string;
  /** `yes`: pays although another payment is under way. */
  readonly beside_another: string;
}

export const emptyPayment = (owed: Cents): TypedPayment => ({
  choice: owed > 0 ? 'due' : 'other',
  amount: '',
  method: 'card',
  email: '',
  form: newFormKey(),
  shown: String(owed),
  beside_another: '',
});

export async function readTypedPayment(c: PageContext): Promise<TypedPayment> {
  const body = sentFields(c);
  const text = (name: string) => (typeof body[name] === 'string' ? body[name].trim() : '');
  return {
    choice: text('choice'),
    amount: text('amount'),
    method: text('method'),
    email: text('email'),
    form: text('form'),
    shown: text('shown'),
    beside_another: text('beside_another'),
  };
}

export interface ReadPayment {
  readonly amount: Cents;
  readonly method: OnlineMethodKind;
  readonly formToken: string;
  readonly besideAnother: boolean;
}

type PayProblem = Problem<PaymentProblemCode>;

/** Reads what was typed against what is owed now; every problem at once. */
export function readPayment(
  typed: TypedPayment,
  owed: Cents,
  language: Language,
): Result<ReadPayment, readonly PayProblem[]> {
  const problems: PayProblem[] = [];
  const amount = readAmount(typed, owed, language);
  if (!amount.ok) problems.push(amount.problem);
  const method = typed.method === 'card' || typed.method === 'bank' ? typed.method : undefined;
  if (method === undefined) problems.push({ code: 'payments.method-missing', field: 'method' });
  const formToken = /^[\w-]{16,64}$/.test(typed.form) ? typed.form : undefined;
  if (formToken === undefined) problems.push({ code: 'payments.form-used' });
  return amount.ok && method !== undefined && formToken !== undefined
    ? ok({ amount: amount.value, method, formToken, besideAnother: typed.beside_another === 'yes' })
    : refused(problems);
}

function readAmount(typed: TypedPayment, owed: Cents, language: Language): Result<Cents, PayProblem> {
  const asked = readTypedAmount(typed.amount, language);
  if (typed.choice !== 'due') return asked;
  // Everything marked, and an amount typed: which of the two is meant is the payer's to say, unless they are the same.
  const isTyped = asked.ok ? asked.value !== owed : asked.problem.code !== 'payments.amount-missing';
  if (isTyped) return refused({ code: 'payments.amount-and-choice', field: 'amount' });
  // A payment or a bill came in since the form was shown: pay nothing that was not seen.
  return typed.shown === String(owed) ? ok(cents(owed)) : refused({ code: 'payments.amount-changed', field: 'choice' });
}

/** The amount, the method and the button; `withEmail` where nobody is signed in whose address is known. */
export function PaymentForm(props: {
  c: PageContext;
  action: string;
  owed: Cents;
  typed: TypedPayment;
  problems: readonly Problem[];
  /** That somebody's payment is under way, in words; undefined where none is. */
  underWay: string | undefined;
  withEmail?: boolean;
}) {
  const { c, owed, typed, problems, underWay } = props;
  const { t, deps } = c.var;
  const { convenience_fee: fee, cards } = deps.utility.payments;
  const feeOf = (amount: Cents) => (amount > 0 ? t('pay.fee', { fee: t.money(amount) }) : t('pay.no-fee'));
  const amount = (label: string) => (
    <Field
      {...{ c, problems, label, name: 'amount', value: typed.amount }}
      hint={t('pay.amount-hint')}
      autocomplete="transaction-amount"
      inputmode="decimal"
      size="small"
    />
  );
  return (
    <Form c={c} action={props.action} keyless>
      <input type="hidden" name="form" value={typed.form} />
      <input type="hidden" name="shown" value={String(owed)} />
      {owed > 0 ? (
        <Choices
          c={c}
          name="choice"
          legend={t('pay.how-much')}
          value={typed.choice}
          problems={problems}
          choices={[
            { value: 'due', label: t('pay.all', { amount: t.money(owed) }) },
            { value: 'other', label: t('pay.other'), below: amount(t('pay.other-amount')) },
          ]}
        />
      ) : (
        amount(t('pay.amount'))
      )}
      <Choices
        c={c}
        name="method"
        legend={t('pay.method')}
        value={typed.method}
        problems={problems}
        choices={[
          { value: 'card', label: t('pay.card'), hint: `${cards.join(', ')}. ${feeOf(fee.card)}` },
          { value: 'bank', label: t('pay.bank'), hint: `${t('pay.bank-hint')} ${feeOf(fee.bank)}` },
        ]}
      />
      {props.withEmail === true && (
        <Field
          c={c}
          name="email"
          label={t('pay.receipt-email')}
          value={typed.email}
          problems={problems}
          type="email"
          autocomplete="email"
          optional
        />
      )}
      {underWay !== undefined && (
        <BesideAnother c={c} underWay={underWay} checked={typed.beside_another === 'yes'} problems={problems} />
      )}
      <p>{t('pay.leaving')}</p>
      <Button text={t('pay.go')} />
    </Form>
  );
}
