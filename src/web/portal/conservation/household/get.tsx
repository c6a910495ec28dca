import { fixtureKinds, type HouseholdProfile, homeKinds } from '../../../../domain/conservation/index.ts';
import type { Problem } from '../../../../domain/kernel/index.ts';
import { householdOf } from '../../../../usecases/conservation/index.ts';
import { Alert } from '../../../components/alert.tsx';
import { Button, Choices, ErrorSummary, Field, Form } from '../../../components/form.tsx';
import { page } from '../../../components/layout.tsx';
import { SummaryList } from '../../../components/summary-list.tsx';
import { accountOf } from '../../../middleware/require.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { formOf, type HouseholdForm } from './schema.ts';

interface Refusal {
  readonly form: HouseholdForm;
  readonly problems: readonly Problem[];
}

/** What the customer tells about the home. All who may see the account see it; only those who manage it can answer. */
export async function householdPage(c: PageContext, refusal?: Refusal): Promise<Response> {
  const { t, deps } = c.var;
  const account = accountOf(c);
  const number = account.number;
  const said = await householdOf(deps.db, account);
  const problems = refusal?.problems ?? [];
  return page(
    c,
    { title: t('household.title'), status: problems.length > 0 ? 422 : 200 },
    <>
      <ErrorSummary c={c} problems={problems} />
      <h1>{t('household.title')}</h1>
      {c.req.query('saved') === 'yes' && (
        <Alert kind="success" live>
          {t('household.saved')} <a href={paths.similarHomes(number)}>{t('household.see-similar')}</a>
        </Alert>
      )}
      <p class="usa-intro">{t('household.intro')}</p>
      <p>{t('household.who-sees')}</p>
      {account.rights.includes('manage') ? (
        <Questions c={c} number={number} form={refusal?.form ?? formOf(said ?? {})} problems={problems} />
      ) : (
        <Answers c={c} profile={said ?? {}} />
      )}
      {said !== undefined && <p class="c-note">{t('household.said', { moment: t.moment(said.saidAt) })}</p>}
    </>,
  );
}

function Questions({ c, number, form, problems }: Refusal & { c: PageContext; number: string }) {
  const { t } = c.var;
  const unsaid = { value: '', label: t('household.unsaid') };
  const yesNo = [{ value: 'yes', label: t('household.yes') }, { value: 'no', label: t('household.no') }, unsaid];
  return (
    <Form c={c} action={paths.household(number)}>
      <Field
        c={c}
        name="occupants"
        label={t('household.occupants')}
        hint={t('household.occupants-why')}
        value={form.occupants}
        problems={problems}
        autocomplete="off"
        inputmode="numeric"
        size="small"
        optional
      />
      <Choices
        c={c}
        name="home"
        legend={t('household.home')}
        hint={t('household.home-why')}
        value={form.home}
        problems={problems}
        choices={[...homeKinds.map((kind) => ({ value: kind, label: t(`household.home.${kind}`) })), unsaid]}
      />
      <Field
        c={c}
        name="irrigated"
        label={t('household.irrigated')}
        hint={t('household.irrigated-why')}
        value={form.irrigated}
        problems={problems}
        autocomplete="off"
        inputmode="numeric"
        size="small"
        optional
      />
      <Choices
        c={c}
        name="pool"
        legend={t('household.pool')}
        hint={t('household.pool-why')}
        value={form.pool}
        problems={problems}
        choices={yesNo}
      />
      <Choices
        c={c}
        name="fixtures"
        legend={t('household.fixtures')}
        hint={t('household.fixtures-why')}
        value={form.fixtures}
        problems={problems}
        choices={[
          ...fixtureKinds.map((kind) => ({ value: kind, label: t(`household.fixtures.${kind}`) })),
          { value: '', label: t('household.unsaid') },
        ]}
      />
      <Choices
        c={c}
        name="softener"
        legend={t('household.softener')}
        hint={t('household.softener-why')}
        value={form.softener}
        problems={problems}
        choices={yesNo}
      />
      <Button text={t('household.save')} />
    </Form>
  );
}

function Answers({ c, profile }: { c: PageContext; profile: HouseholdProfile }) {
  const { t } = c.var;
  const answer = (said: boolean | undefined): string =>
    said === undefined ? t('household.unsaid') : t(said ? 'household.yes' : 'household.no');
  const { occupants, home, irrigatedSquareFeet: irrigated, fixtures } = profile;
  return (
    <SummaryList
      rows={[
        {
          term: t('household.occupants'),
          value: occupants === undefined ? t('household.unsaid') : t.number(occupants),
        },
        {
          term: t('household.home'),
          value: home === undefined ? t('household.unsaid') : t(`household.home.${home}`),
        },
        {
          term: t('household.irrigated'),
          value: irrigated === undefined ? t('household.unsaid') : t.number(irrigated),
        },
        { term: t('household.pool'), value: answer(profile.pool) },
        {
          term: t('household.fixtures'),
          value: fixtures === undefined ? t('household.unsaid') : t(`household.fixtures.${fixtures}`),
        },
        { term: t('household.softener'), value: answer(profile.softener) },
      ]}
    />
  );
}
