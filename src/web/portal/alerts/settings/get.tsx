import { readingUnits } from '../../../../domain/alerts/index.ts';
import type { Problem } from '../../../../domain/kernel/index.ts';
import { alertChoices } from '../../../../usecases/alerts/index.ts';
import { phoneOf } from '../../../../usecases/notices/index.ts';
import { Alert } from '../../../components/alert.tsx';
import { FirstButton } from '../../../components/aside-button.tsx';
import { Button, Checkbox, ErrorSummary, Form } from '../../../components/form.tsx';
import { page } from '../../../components/layout.tsx';
import { Select } from '../../../components/select.tsx';
import { accountOf } from '../../../middleware/require.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { unwatchedText } from '../unwatched.ts';
import { formOf, type SettingsForm } from './schema.ts';
import { Ways, waysOffered } from './ways.tsx';

/** What this person wants to be told, how, and when not. */
export async function alertSettingsPage(
  c: PageContext,
  refusal?: { readonly form: SettingsForm; readonly problems: readonly Problem[] },
): Promise<Response> {
  const { t, deps, session } = c.var;
  const account = accountOf(c);
  const number = account.number;
  const [phone, chosen, unwatched] = await Promise.all([
    phoneOf(deps.db, account.loginId),
    alertChoices(deps.db, account),
    unwatchedText(c),
  ]);
  const offered = waysOffered(c, { phone, isOwner: account.role === 'owner' });
  const form = refusal?.form ?? formOf(chosen, offered);
  const problems = refusal?.problems ?? [];
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
      <p>
        {session?.email === undefined
          ? t('alerts.settings.channel-paper')
          : t('alerts.settings.channel', { email: session.email })}{' '}
        {t('alerts.settings.intro')}
      </p>
      {unwatched !== undefined && <Alert kind="info">{unwatched}</Alert>}
      <Form c={c} action={paths.alertSettings(number)} class="usa-form c-wide">
        <FirstButton />
        <Ways {...{ c, form, problems, offered, phone }} />
        <fieldset class="usa-fieldset">
          <legend class="usa-legend">{t('alerts.settings.quiet')}</legend>
          <p class="usa-hint">{t('alerts.settings.quiet-hint')}</p>
          <div class="c-inline">
            <Select
              {...{ c, problems, name: 'quiet_from', value: form.quiet_from, options: hours(c) }}
              label={t('alerts.settings.quiet-from')}
            />
            <Select
              {...{ c, problems, name: 'quiet_to', value: form.quiet_to, options: hours(c) }}
              label={t('alerts.settings.quiet-to')}
            />
          </div>
          <Checkbox
            c={c}
            name="burst_through"
            label={t('alerts.settings.burst-through')}
            checked={form.burst_through === 'yes'}
          />
        </fieldset>
        <Select
          {...{ c, problems, name: 'unit', value: form.unit }}
          label={t('alerts.settings.unit')}
          options={readingUnits.map((unit) => ({ value: unit, text: t(`alerts.unit.${unit}`) }))}
        />
        <Button text={t('alerts.settings.save')} />
      </Form>
      <p>
        <a href={paths.vacations(number)}>{t('vacations.title')}</a>
      </p>
    </>,
  );
}

const hours = ({ var: { t } }: PageContext) => [
  { value: '', text: t('alerts.settings.quiet-none') },
  ...Array.from({ length: 24 }, (_, hour) => ({
    value: String(hour),
    text: t.clockHour(hour),
  })),
];
