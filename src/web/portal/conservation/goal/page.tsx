import type { ReadingUnit } from '../../../../domain/alerts/index.ts';
import type { Goal, MonthAgainstGoal } from '../../../../domain/conservation/index.ts';
import type { Problem } from '../../../../domain/kernel/index.ts';
import { goalOfAccount, setGoal } from '../../../../usecases/conservation/index.ts';
import { readingUnit } from '../../../../usecases/usage/index.ts';
import { visitOf } from '../../../access-deps.ts';
import { Alert } from '../../../components/alert.tsx';
import { AmountBars } from '../../../components/amount-bars.tsx';
import { Button, Choices, ErrorSummary, Field, Form } from '../../../components/form.tsx';
import { page } from '../../../components/layout.tsx';
import { Table } from '../../../components/table.tsx';
import { readForm } from '../../../form-data.ts';
import { accountOf } from '../../../middleware/require.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { water } from '../../alerts/index.ts';
import { formOf, type GoalForm, goalFields, readGoal } from './schema.ts';

/** A goal for the month, where this month stands, and how the months before went. */
export async function goalPage(
  c: PageContext,
  refusal?: { readonly form: GoalForm; readonly problems: readonly Problem[] },
): Promise<Response> {
  const { t, deps, now } = c.var;
  const account = accountOf(c);
  const number = account.number;
  const [{ goal, months }, unit] = await Promise.all([
    goalOfAccount(deps.db, account, { utility: deps.utility, now }),
    readingUnit(deps.db, account),
  ]);
  const problems = refusal?.problems ?? [];
  const running = goal === undefined ? undefined : months[0];
  const over = goal === undefined ? months : months.slice(1);
  return page(
    c,
    { title: t('goal.title'), status: problems.length > 0 ? 422 : 200 },
    <>
      <ErrorSummary c={c} problems={problems} />
      <h1>{t('goal.title')}</h1>
      {c.req.query('saved') === 'yes' && (
        <Alert kind="success" live>
          {t(goal === undefined ? 'goal.given-up' : 'goal.saved')}
        </Alert>
      )}
      <p class="usa-intro">{goal === undefined ? t('goal.none') : goalText(c, goal)}</p>
      {running !== undefined && <Running c={c} month={running} unit={unit} number={number} />}
      {account.rights.includes('manage') && (
        <Form c={c} action={paths.goal(number)}>
          <Choices
            c={c}
            name="kind"
            legend={t('goal.choose')}
            value={(refusal?.form ?? formOf(goal)).kind}
            problems={problems}
            choices={[
              { value: 'percent', label: t('goal.kind.percent') },
              { value: 'amount', label: t('goal.kind.amount') },
              ...(goal === undefined ? [] : [{ value: 'none', label: t('goal.kind.none') }]),
            ]}
          />
          <Field
            c={c}
            name="percent"
            label={t('goal.percent')}
            hint={t('goal.percent-hint')}
            value={(refusal?.form ?? formOf(goal)).percent}
            problems={problems}
            autocomplete="off"
            inputmode="numeric"
            size="small"
            optional
          />
          <Field
            c={c}
            name="amount"
            label={t('goal.amount', { unit: t(`alerts.unit.${unit}`) })}
            value={(refusal?.form ?? formOf(goal)).amount}
            problems={problems}
            autocomplete="off"
            inputmode="decimal"
            size="small"
            optional
          />
          <Button text={t('goal.save')} />
        </Form>
      )}
      {over.length > 0 && (
        <Table
          caption={t('goal.months')}
          empty=""
          rows={over}
          columns={[
            { heading: t('goal.month'), cell: ({ month }) => t.month(month) },
            { heading: t('goal.went'), cell: ({ standing }) => t(`goal.standing.${standing}`) },
            { heading: t('goal.used'), numeric: true, cell: (one) => amount(c, one.usedGallons, unit) },
            { heading: t('goal.goal'), numeric: true, cell: (one) => amount(c, one.goalGallons, unit) },
          ]}
        />
      )}
    </>,
  );
}

const amount = (c: PageContext, gallons: number | undefined, unit: ReadingUnit): string =>
  gallons === undefined ? '—' : water(c, gallons, unit);

const goalText = (c: PageContext, goal: Goal): string =>
  goal.kind === 'percent'
    ? c.var.t('goal.is-percent', { percent: goal.percent })
    : c.var.t('goal.is-amount', {
        water: c.var.t(`alerts.water.${goal.unit}`, { amount: c.var.t.number(goal.amount) }),
      });

function Running(props: { c: PageContext; month: MonthAgainstGoal; unit: ReadingUnit; number: string }) {
  const { c, month, unit, number } = props;
  const { t } = c.var;
  const { goalGallons, usedGallons, days, ofDays, standing, leftADay } = month;
  // A third of what a day of the goal is: nobody lives on that, and nobody is told to.
  const isFar = goalGallons !== undefined && (leftADay ?? 0) < goalGallons / ofDays / 3;
  return (
    <>
      <h2 class="c-month">{t.month(month.month)}</h2>
      <p>
        {usedGallons === undefined
          ? t('goal.nothing-yet')
          : goalGallons === undefined
            ? t('goal.no-last-year')
            : t(`goal.running.${isFar ? 'far' : standing === 'above' ? 'above' : 'on-track'}`, {
                days,
                of: ofDays,
                left: water(c, leftADay ?? 0, unit),
              })}
      </p>
      {standing === 'above' && (
        <p>
          <a href={paths.advice(number)}>{t('advice.title')}</a>
        </p>
      )}
      {goalGallons !== undefined && usedGallons !== undefined && (
        <AmountBars
          bars={[
            {
              label: t('goal.so-far', { days, of: ofDays }),
              text: water(c, usedGallons, unit),
              amount: usedGallons,
              own: true,
            },
            { label: t('goal.whole'), text: water(c, goalGallons, unit), amount: goalGallons },
          ]}
        />
      )}
    </>
  );
}

export async function postGoal(c: PageContext): Promise<Response> {
  const { deps } = c.var;
  const account = accountOf(c);
  const form = readForm(c, goalFields);
  const goal = readGoal(form, await readingUnit(deps.db, account));
  if (!goal.ok) return goalPage(c, { form, problems: [goal.problem] });
  await setGoal(deps.db, account, { goal: goal.value, visit: visitOf(c) });
  return c.redirect(`${paths.goal(account.number)}?saved=yes`, 303);
}
