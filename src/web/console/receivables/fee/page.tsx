import { inLanguage, type Problem } from '../../../../domain/kernel/index.ts';
import { readTypedAmount } from '../../../../domain/payments/index.ts';
import type { AccountOverview } from '../../../../usecases/accounts/index.ts';
import { chargeFee } from '../../../../usecases/receivables/index.ts';
import { Button, Choices, Field, Form } from '../../../components/form.tsx';
import { newFormKey } from '../../../components/form-key.ts';
import { readForm } from '../../../form-data.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { formPage, toAccount } from '../../form-page.tsx';
import { openedAccount } from '../../request.ts';

interface Typed {
  readonly kind: string;
  readonly amount: string;
  readonly reason: string;
  readonly form: string;
}

const accountToCharge = (c: PageContext) => openedAccount(c, 'fee.opened');

/** Charges a fee of the utility's list, with a reason that the customer reads. */
export async function feePage(c: PageContext): Promise<Response> {
  const account = await accountToCharge(c);
  if (account === undefined) return c.var.refuse('not-found');
  const typed = { kind: '', amount: '', reason: '', form: newFormKey() };
  return feeForm(c, account, { typed, problems: [] });
}

export async function postFee(c: PageContext): Promise<Response> {
  const { deps, staff, now, address } = c.var;
  const account = await accountToCharge(c);
  if (account === undefined || staff === undefined) return c.var.refuse('not-found');
  const typed = readForm(c, ['kind', 'amount', 'reason', 'form']);
  const { kind, reason } = typed;
  const form = /^[0-9a-f-]{36}$/.test(typed.form) ? typed.form : newFormKey();
  const charged = await chargeFee(
    deps,
    {
      accountId: account.accountId,
      kind,
      amount: readTypedAmount(typed.amount, c.var.t.language),
      reason: reason.trim(),
      form,
    },
    { staffId: staff.id, role: staff.role, now, address },
  );
  if (!charged.ok) return feeForm(c, account, { typed: { ...typed, form }, problems: [charged.problem] });
  return c.redirect(`${paths.console.accountBills(account.number)}#charges`, 303);
}

function feeForm(
  c: PageContext,
  account: AccountOverview,
  { typed, problems }: { readonly typed: Typed; readonly problems: readonly Problem[] },
): Response | Promise<Response> {
  const { t, deps } = c.var;
  const { fees } = deps.utility;
  const number = account.number;
  const title = t('console.fee.title');
  return formPage(
    c,
    { title, back: toAccount(account), problems },
    <>
      <p class="usa-intro">{t('console.fee.intro', { alone: t.money(fees.one_person_up_to) })}</p>
      <Form c={c} action={paths.console.fee(number)} keyless>
        <input type="hidden" name="form" value={typed.form} />
        <Choices
          c={c}
          name="kind"
          legend={t('console.fee.kind')}
          value={typed.kind}
          problems={problems}
          choices={[
            ...fees.kinds.map(({ id, name, amount, at_most }) => ({
              value: id,
              label:
                amount === undefined
                  ? t('console.fee.at-most', {
                      fee: inLanguage(name, t.language),
                      max: t.money(at_most ?? fees.one_person_up_to),
                    })
                  : `${inLanguage(name, t.language)}: ${t.money(amount)}`,
            })),
            ...fees.recurring.map(({ id, name, amount_a_month }) => ({
              value: id,
              label: t('console.fee.a-month', { fee: inLanguage(name, t.language), amount: t.money(amount_a_month) }),
            })),
          ]}
        />
        <Field
          c={c}
          name="amount"
          label={t('console.amount')}
          hint={t('console.fee.amount-hint')}
          value={typed.amount}
          problems={problems}
          autocomplete="off"
          inputmode="decimal"
          size="small"
          optional
        />
        <Field
          c={c}
          name="reason"
          label={t('console.fee.reason')}
          hint={t('console.fee.reason-hint')}
          value={typed.reason}
          problems={problems}
          autocomplete="off"
        />
        <Button text={t('console.fee.button')} />
      </Form>
    </>,
  );
}
