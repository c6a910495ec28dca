import { customerFields } from '../../../../domain/accounts/index.ts';
import type { Problem } from '../../../../domain/kernel/index.ts';
import { type AccountOverview, changeCustomer, loadCustomer } from '../../../../usecases/accounts/index.ts';
import { Field } from '../../../components/form.tsx';
import { Select } from '../../../components/select.tsx';
import { Table } from '../../../components/table.tsx';
import { readForm } from '../../../form-data.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { formPage, toAccount } from '../../form-page.tsx';
import { ReasonForm } from '../../reason-form.tsx';
import { clerkOf, openedAccount } from '../../request.ts';

const fields = [...customerFields, 'reason', 'seen'] as const;
type Typed = Readonly<Record<(typeof fields)[number], string>>;

const accountAt = (c: PageContext) => openedAccount(c, 'customer.opened');

/** A customer's name, language, telephone and mailing address, to be changed with a reason; and what was changed before. */
export async function customerChangePage(c: PageContext): Promise<Response> {
  const account = await accountAt(c);
  if (account === undefined) return c.var.refuse('not-found');
  const { details, lastChange } = await loadCustomer(c.var.deps.db, account.accountId);
  return customerForm(c, account, { typed: { ...details, reason: '', seen: `${lastChange}` }, problems: [] });
}

export async function postCustomerChange(c: PageContext): Promise<Response> {
  const account = await accountAt(c);
  if (account === undefined) return c.var.refuse('not-found');
  const typed = readForm(c, fields);
  const { reason, seen, ...details } = typed;
  const asked = { accountId: account.accountId, details, reason, seen: Number(seen) };
  const done = await changeCustomer(c.var.deps, asked, clerkOf(c));
  if (done.ok) return c.redirect(paths.console.accountPeople(account.number), 303);
  return customerForm(c, account, { typed, problems: done.problem });
}

async function customerForm(
  c: PageContext,
  account: AccountOverview,
  { typed, problems }: { readonly typed: Typed; readonly problems: readonly Problem[] },
): Promise<Response> {
  const { t, deps } = c.var;
  const { history } = await loadCustomer(deps.db, account.accountId);
  return formPage(
    c,
    { title: t('console.customer-change.title'), back: toAccount(account), problems, width: 'wide' },
    <>
      <p class="usa-intro">{t('console.customer-change.intro')}</p>
      <ReasonForm
        c={c}
        action={paths.console.customerChange(account.number)}
        button={t('console.customer-change.button')}
        label={t('console.customer-change.reason')}
        hint={t('console.customer-change.reason-hint')}
        reason={typed.reason}
        problems={problems}
      >
        <input type="hidden" name="seen" value={typed.seen} />
        {customerFields.map((name) =>
          name === 'language' ? (
            <Select
              c={c}
              problems={problems}
              name={name}
              label={t('console.customer-change.language')}
              value={typed.language}
              options={deps.utility.languages.map((one) => ({ value: one, text: t.languageName(one) }))}
            />
          ) : (
            <Field
              c={c}
              problems={problems}
              name={name}
              label={t(`console.customer-change.${name}`)}
              value={typed[name]}
              autocomplete="off"
              optional={['phone', 'line2', 'line3', 'line4', 'country'].includes(name)}
            />
          ),
        )}
      </ReasonForm>
      <Table
        caption={t('console.customer-change.history')}
        empty={t('console.customer-change.none')}
        rows={history}
        columns={[
          { heading: t('console.customer-change.at'), cell: (one) => t.stamp(one.at) },
          { heading: t('console.customer-change.field'), cell: (one) => t(`console.customer-change.${one.field}`) },
          { heading: t('console.customer-change.was'), cell: (one) => (one.was === '' ? '—' : one.was) },
          { heading: t('console.customer-change.became'), cell: (one) => (one.became === '' ? '—' : one.became) },
          { heading: t('console.customer-change.reason'), cell: (one) => one.reason },
          { heading: t('console.by'), cell: (one) => one.staffName },
        ]}
      />
    </>,
  );
}
