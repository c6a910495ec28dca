import { type Cents, cents, type Problem } from '../../../../domain/kernel/index.ts';
import { ChangeButton, FirstButton } from '../../../components/aside-button.tsx';
import { BesideAnother } from '../../../components/beside-another.tsx';
import { Button, Choices, Field, Form } from '../../../components/form.tsx';
import { newFormKey } from '../../../components/form-key.ts';
import { SummaryList } from '../../../components/summary-list.tsx';
import type { PageContext } from '../../../page.ts';
import { type AskedStep, methodOf, type PaymentStep, readAmount, type TypedPayment } from './typed-payment.ts';

interface StepProps {
  readonly c: PageContext;
  /** The path of all the questions. */
  readonly path: string;
  readonly owed: Cents;
  readonly asked: AskedStep;
}

/** The question that is asked, or the summary before the processor's page. */
export function PaymentStepForm(
  props: StepProps & {
    /** That somebody's payment is under way, in words; undefined where none is. */
    readonly underWay: string | undefined;
    /** Asks where a receipt goes, where nobody is signed in whose address is known. */
    readonly withEmail?: boolean;
    /** What is owed, credits included, from which what is left is said. */
    readonly balance: Cents;
  },
) {
  switch (props.asked.step) {
    case 'amount':
      return <AmountStep {...props} />;
    case 'method':
      return <MethodStep {...props} />;
    case 'check':
      return <CheckStep {...props} />;
  }
}

/** Which question of how many. */
export const stepText = ({ t }: PageContext['var'], step: PaymentStep): string =>
  t('pay.step', { step: { amount: 1, method: 2, check: 3 }[step], steps: 3 });

function AmountStep({ c, path, owed, asked: { typed, problems } }: StepProps) {
  const { t } = c.var;
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
    <Form c={c} action={path} keyless>
      <Hidden values={{ method: typed.method, shown: String(owed) }} />
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
        amount(t('pay.how-much'))
      )}
      <Button text={t('pay.continue')} />
    </Form>
  );
}

function MethodStep({ c, path, asked: { typed, problems } }: StepProps) {
  const { t, deps } = c.var;
  const { convenience_fee: fee, cards } = deps.utility.payments;
  const feeOf = (amount: Cents) => (amount > 0 ? t('pay.fee', { fee: t.money(amount) }) : t('pay.no-fee'));
  return (
    <Form c={c} action={path} keyless>
      <Hidden values={{ choice: typed.choice, amount: typed.amount, shown: typed.shown }} />
      <Choices
        c={c}
        name="method"
        legend={t('pay.method')}
        value={methodOf(typed) ?? 'card'}
        problems={problems}
        choices={[
          { value: 'card', label: t('pay.card'), hint: `${cards.join(', ')}. ${feeOf(fee.card)}` },
          { value: 'bank', label: t('pay.bank'), hint: `${t('pay.bank-hint')} ${feeOf(fee.bank)}` },
        ]}
      />
      <Button text={t('pay.continue')} />
      <p>
        <ChangeButton to="amount">{t('pay.change-amount')}</ChangeButton>
      </p>
    </Form>
  );
}

/** Everything once more, each answer with the way back to it; only from here a payment begins. */
function CheckStep(props: Parameters<typeof PaymentStepForm>[0]) {
  const { c, path, owed, balance, asked, underWay } = props;
  const { t, deps } = c.var;
  const { typed, problems } = asked;
  const amount = readAmount(typed, owed, t.language);
  const method = methodOf(typed);
  if (!amount.ok || method === undefined) return null;
  const fee = deps.utility.payments.convenience_fee[method];
  const after = cents(balance - amount.value);
  const change = (step: PaymentStep, says: string) => (
    <>
      {' '}
      <ChangeButton to={step} says={says}>
        {t('pay.change')}
      </ChangeButton>
    </>
  );
  return (
    <Form c={c} action={path} keyless>
      <FirstButton />
      <Hidden
        values={{
          ...{ choice: typed.choice, amount: typed.amount, method, shown: typed.shown },
          form: typed.form === '' ? newFormKey() : typed.form,
        }}
      />
      <SummaryList
        rows={[
          {
            term: t('pay.amount'),
            value: (
              <>
                {t.money(amount.value)}
                {change('amount', t('pay.change-amount'))}
              </>
            ),
          },
          {
            term: t('pay.with'),
            value: (
              <>
                {t(method === 'card' ? 'pay.card' : 'pay.bank')}
                {change('method', t('pay.change-method'))}
              </>
            ),
          },
          { term: t('receipt.fee'), value: t.money(fee) },
          { term: t('pay.total'), value: t.money(cents(amount.value + fee)), strong: true },
          { term: t('pay.when'), value: t(method === 'card' ? 'pay.when-card' : 'pay.when-bank') },
          {
            term: t('pay.after'),
            value:
              after < 0
                ? t('money.credit', { amount: t.money(cents(-after)) })
                : t('pay.left', { amount: t.money(after) }),
          },
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

const Hidden = ({ values }: { values: Readonly<Record<string, string>> }) => (
  <>
    {Object.entries(values)
      .filter(([, value]) => value !== '')
      .map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
  </>
);

/** What a page asks again after a refusal, or next by the answers in its address. */
export type Again = { readonly typed: TypedPayment; readonly problems: readonly Problem[] };
