import { formatAccountNumber } from '../../../../domain/accounts/index.ts';
import { type AlertKind, readingUnits } from '../../../../domain/alerts/index.ts';
import type { Problem } from '../../../../domain/kernel/index.ts';
import { alertChoices } from '../../../../usecases/alerts/index.ts';
import { phoneOf } from '../../../../usecases/notices/index.ts';
import { Alert } from '../../../components/alert.tsx';
import { Button, Checkbox, Choices, ErrorSummary, Field, Form } from '../../../components/form.tsx';
import { page } from '../../../components/layout.tsx';
import { Select } from '../../../components/select.tsx';
import { accountOf } from '../../../middleware/require.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { formOf, type SettingsForm } from './schema.ts';
import { Ways } from './ways.tsx';

/** What there is to be told of, in the order of its urgency. */
const offered = [
  'burst',
  'leak',
  'hose',
  'vacation',
  'no-flow',
  'high-use',
  'next-tier',
  'bill-forecast',
] as const satisfies readonly AlertKind[];

/** What this person wants to be told, how, and when not. */
export async function alertSettingsPage(
  c: PageContext,
  refusal?: { readonly form: SettingsForm; readonly problems: readonly Problem[] },
): Promise<Response> {
  const { t, deps, session } = c.var;
  const account = accountOf(c);
  const number = formatAccountNumber(account.number);
  const form = refusal?.form ?? formOf(await alertChoices(deps.db, account));
  const problems = refusal?.problems ?? [];
  const isOn = (name: keyof SettingsForm): boolean => form[name] === 'yes';
  return page(
    c,
    { title: t('alerts.settings.title'), status: problems.length > 0 ? 422 : 200 },
    <>
      <ErrorSummary c={c} problems={problems} />
      <h1>{t('alerts.settings.title')}</h1>
      {c.req.query('saved') === 'yes' && (
        <Alert kind="success" live>
          {t('alerts.settings.saved')}
        </Alert>
      )}
      <p class="usa-intro">{t('alerts.settings.intro')}</p>
      <p>
        {session?.email === undefined
          ? t('alerts.settings.channel-paper')
          : t('alerts.settings.channel', { email: session.email })}
      </p>
      <Form c={c} action={paths.alertSettings(number)}>
        <fieldset class="usa-fieldset">
          <legend class="usa-legend">{t('alerts.settings.kinds')}</legend>
          {offered.map((kind) => (
            <Checkbox c={c} name={kind} label={t(`alerts.settings.kind.${kind}`)} checked={isOn(kind)} />
          ))}
        </fieldset>
        <p>
          <a href={paths.vacations(number)}>{t('vacations.title')}</a>
        </p>
        <Field
          c={c}
          name="daily_use"
          label={t('alerts.settings.daily-use')}
          hint={t('alerts.settings.daily-use-hint')}
          value={form.daily_use}
          problems={problems}
          autocomplete="off"
          inputmode="decimal"
          size="small"
          optional
        />
        <Field
          c={c}
          name="bill_amount"
          label={t('alerts.settings.bill-amount')}
          hint={t('alerts.settings.bill-amount-hint')}
          value={form.bill_amount}
          problems={problems}
          autocomplete="off"
          inputmode="decimal"
          size="small"
          optional
        />
        <Choices
          c={c}
          name="unit"
          legend={t('alerts.settings.unit')}
          value={form.unit}
          problems={problems}
          choices={readingUnits.map((unit) => ({ value: unit, label: t(`alerts.unit.${unit}`) }))}
        />
        <Ways
          c={c}
          kinds={offered}
          form={form}
          phone={await phoneOf(deps.db, account.loginId)}
          isOwner={account.role === 'owner'}
        />
        <fieldset class="usa-fieldset">
          <legend class="usa-legend">{t('alerts.settings.quiet')}</legend>
          <p class="usa-hint">{t('alerts.settings.quiet-hint')}</p>
          <Select
            c={c}
            name="quiet_from"
            label={t('alerts.settings.quiet-from')}
            value={form.quiet_from}
            options={hours(c)}
            problems={problems}
          />
          <Select
            c={c}
            name="quiet_to"
            label={t('alerts.settings.quiet-to')}
            value={form.quiet_to}
            options={hours(c)}
            problems={problems}
          />
          <Checkbox
            c={c}
            name="burst_through"
            label={t('alerts.settings.burst-through')}
            checked={isOn('burst_through')}
          />
        </fieldset>
        <Button text={t('alerts.settings.save')} />
      </Form>
    </>,
  );
}

const hours = ({ var: { t } }: PageContext) => [
  { value: '', text: t('alerts.settings.quiet-none') },
  ...Array.from({ length: 24 }, (_, hour) => ({
    value: String(hour),
    text: Temporal.PlainTime.from({ hour }).toLocaleString(t.locale, { timeStyle: 'short' }),
  })),
];
