import { usualOwner } from '../../../../domain/billing/index.ts';
import type { Problem } from '../../../../domain/kernel/index.ts';
import type { AccountOverview } from '../../../../usecases/accounts/index.ts';
import { loadFacts, sayFact } from '../../../../usecases/rates/index.ts';
import { Button, Choices, Field, Form } from '../../../components/form.tsx';
import { Select } from '../../../components/select.tsx';
import { Table } from '../../../components/table.tsx';
import { readForm } from '../../../form-data.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { formPage, toAccount } from '../../form-page.tsx';
import { factText, factTyped, rateName } from '../../rate-words.ts';
import { openedAccount, todayOf } from '../../request.ts';

const fields = ['owner', 'name', 'value', 'from', 'reason'] as const;
type Typed = Readonly<Record<(typeof fields)[number], string>>;

const accountOpened = (c: PageContext) => openedAccount(c, 'rate-fact.opened');

/** What the account's rates ask for, what was said about it, and a form to say it from a day on. */
export async function rateFactsPage(c: PageContext): Promise<Response> {
  const account = await accountOpened(c);
  if (account === undefined) return c.var.refuse('not-found');
  const typed = { owner: '', name: '', value: '', from: todayOf(c).toString(), reason: '' };
  return factsForm(c, account, { typed, problems: [] });
}

export async function postRateFact(c: PageContext): Promise<Response> {
  const { deps, staff, now, address } = c.var;
  const account = await accountOpened(c);
  if (account === undefined || staff === undefined) return c.var.refuse('not-found');
  const typed = readForm(c, fields);
  const point = /^point-(\d+)$/.exec(typed.owner)?.[1];
  const owner = point === undefined ? typed.owner : 'service-point';
  const said = await sayFact(
    deps,
    {
      ...typed,
      value: factTyped(c, typed.value),
      owner: owner === '' ? usualOwner(typed.name.trim()) : owner,
      accountId: account.accountId,
      ...(point === undefined ? {} : { servicePointId: Number(point) }),
    },
    { staffId: staff.id, role: staff.role, now, address },
  );
  if (!said.ok) return factsForm(c, account, { typed, problems: [said.problem] });
  return c.redirect(paths.console.rateFacts(account.number), 303);
}

async function factsForm(
  c: PageContext,
  account: AccountOverview,
  { typed, problems }: { readonly typed: Typed; readonly problems: readonly Problem[] },
): Promise<Response> {
  const { t, deps } = c.var;
  const { points, asked, said } = await loadFacts(deps.db, account.accountId, deps.rates);
  const values = new Map([...asked].map(([name, needs]) => [name, [...new Set(needs.flatMap((need) => need.values))]]));
  return formPage(
    c,
    { title: t('console.rate-facts.title'), back: toAccount(account), problems, width: 'wide' },
    <>
      <p class="usa-intro">{t('console.rate-facts.intro')}</p>
      <Table
        caption={t('console.rate-facts.said')}
        empty={t('console.rate-facts.none')}
        rows={said}
        columns={[
          { heading: t('console.rate-facts.name'), cell: (fact) => rateName(c, fact.name) },
          {
            heading: t('console.rate-facts.value'),
            cell: (fact) => (fact.value === undefined ? t('console.rate-facts.ended') : factText(c, fact.value)),
          },
          { heading: t('console.rate-facts.from'), cell: (fact) => t.listDate(fact.fromOn) },
          { heading: t('console.rate-facts.owner'), cell: (fact) => t(`console.rate-facts.owner.${fact.owner}`) },
          { heading: t('console.rate-facts.reason'), cell: (fact) => fact.reason },
          { heading: t('console.by'), cell: (fact) => fact.staffName ?? t('console.by.system') },
          {
            heading: t('console.state'),
            cell: (fact) => t(fact.stands ? 'console.rate-facts.stands' : 'console.rate-facts.replaced'),
          },
        ]}
      />
      {asked.size === 0 ? (
        <p>{t('console.rate-facts.nothing-asked')}</p>
      ) : (
        <Form c={c} action={paths.console.rateFacts(account.number)}>
          <Select
            c={c}
            problems={problems}
            name="name"
            label={t('console.rate-facts.name')}
            value={typed.name}
            options={[...values].map(([name, known]) => ({
              value: name,
              text:
                known.length === 0
                  ? rateName(c, name)
                  : `${rateName(c, name)} (${known.map((value) => factText(c, value)).join(', ')})`,
            }))}
          />
          <Field
            c={c}
            name="value"
            label={t('console.rate-facts.value')}
            hint={t('console.rate-facts.value-hint')}
            value={typed.value}
            problems={problems}
            autocomplete="off"
          />
          <Choices
            c={c}
            name="owner"
            legend={t('console.rate-facts.owner')}
            value={typed.owner}
            problems={problems}
            choices={[
              { value: '', label: t('console.rate-facts.owner.usual'), hint: t('console.rate-facts.owner.usual-hint') },
              { value: 'account', label: t('console.rate-facts.owner.account') },
              ...points.map(({ id, rateClass }) => ({
                value: `point-${id}`,
                label: `${t('console.rate-facts.owner.service-point')} ${id} (${rateName(c, rateClass)})`,
              })),
              { value: 'utility', label: t('console.rate-facts.owner.utility') },
            ]}
          />
          <Field
            c={c}
            name="from"
            label={t('console.rate-facts.from')}
            type="date"
            value={typed.from}
            problems={problems}
            autocomplete="off"
          />
          <Field
            c={c}
            name="reason"
            label={t('console.rate-facts.reason')}
            value={typed.reason}
            problems={problems}
            autocomplete="off"
          />
          <Button text={t('console.rate-facts.button')} />
        </Form>
      )}
    </>,
  );
}
