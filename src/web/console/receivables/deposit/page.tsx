import { inLanguage, type Problem } from '../../../../domain/kernel/index.ts';
import type { AccountOverview } from '../../../../usecases/accounts/index.ts';
import { takeDeposit } from '../../../../usecases/receivables/index.ts';
import { Button, Choices, Field, Form } from '../../../components/form.tsx';
import { readForm } from '../../../form-data.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { formPage, toAccount } from '../../form-page.tsx';
import { openedAccount } from '../../request.ts';

interface Typed {
  readonly kind: string;
  readonly paid_by: string;
  readonly note: string;
}

const accountToTakeFrom = (c: PageContext) => openedAccount(c, 'deposit.opened');

/** Writes down a deposit that was paid at the counter. */
export async function depositPage(c: PageContext): Promise<Response> {
  const account = await accountToTakeFrom(c);
  if (account === undefined) return c.var.refuse('not-found');
  const [only, ...others] = c.var.deps.utility.deposits.kinds;
  const kind = others.length === 0 ? (only?.id ?? '') : '';
  return depositForm(c, account, { typed: { kind, paid_by: '', note: '' }, problems: [] });
}

export async function postDeposit(c: PageContext): Promise<Response> {
  const { deps, staff, now, address } = c.var;
  const account = await accountToTakeFrom(c);
  if (account === undefined || staff === undefined) return c.var.refuse('not-found');
  const typed = readForm(c, ['kind', 'paid_by', 'note']);
  const { accountId } = account;
  const taken = await takeDeposit(
    deps,
    { accountId, kind: typed.kind, paidBy: typed.paid_by, note: typed.note.trim() },
    { staffId: staff.id, role: staff.role, now, address },
  );
  if (!taken.ok) return depositForm(c, account, { typed, problems: [taken.problem] });
  return c.redirect(`${paths.console.accountBills(account.number)}#charges`, 303);
}

function depositForm(
  c: PageContext,
  account: AccountOverview,
  { typed, problems }: { readonly typed: Typed; readonly problems: readonly Problem[] },
): Response | Promise<Response> {
  const { t, deps } = c.var;
  const { kinds, credited_after_bills } = deps.utility.deposits;
  const number = account.number;
  const title = t('console.deposit.title');
  return formPage(
    c,
    { title, back: toAccount(account), problems },
    <>
      <p class="usa-intro">{t('console.deposit.intro', { bills: credited_after_bills })}</p>
      <Form c={c} action={paths.console.deposit(number)}>
        <Choices
          c={c}
          name="kind"
          legend={t('console.deposit.kind')}
          value={typed.kind}
          problems={problems}
          choices={kinds.map(({ id, name, amount }) => ({
            value: id,
            label: `${inLanguage(name, t.language)}: ${t.money(amount)}`,
          }))}
        />
        <Choices
          c={c}
          name="paid_by"
          legend={t('console.deposit.paid-by')}
          value={typed.paid_by}
          problems={problems}
          choices={[
            { value: 'cash', label: t('console.deposit.cash') },
            { value: 'check', label: t('console.deposit.check') },
          ]}
        />
        <Field
          c={c}
          name="note"
          label={t('console.note')}
          value={typed.note}
          problems={problems}
          autocomplete="off"
          optional
        />
        <Button text={t('console.deposit.button')} />
      </Form>
    </>,
  );
}
