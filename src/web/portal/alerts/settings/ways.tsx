import type { Child } from 'hono/jsx';
import { type AlertKind, type AlertWay, alertWays } from '../../../../domain/alerts/index.ts';
import type { Problem } from '../../../../domain/kernel/index.ts';
import { shownPhone } from '../../../../domain/notices/index.ts';
import type { OwnPhone } from '../../../../usecases/notices/index.ts';
import { AsideButton } from '../../../components/aside-button.tsx';
import { Field } from '../../../components/form.tsx';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { type SettingsForm, wayField } from './schema.ts';

/** What there is to be told about, in the order of its urgency. */
const kinds = [
  'burst',
  'leak',
  'hose',
  'vacation',
  'no-flow',
  'high-use',
  'next-tier',
  'bill-forecast',
] as const satisfies readonly AlertKind[];

interface WaysProps {
  readonly c: PageContext;
  readonly form: SettingsForm;
  readonly problems: readonly Problem[];
  readonly offered: readonly AlertWay[];
  readonly phone: OwnPhone | undefined;
}

/**
 * The ways that this person has: texts and calls once a number is proven, and where somebody carries them. Letters go to the
 * customer's mailing address, and only they ask for them.
 */
export function waysOffered(
  c: PageContext,
  { phone, isOwner }: { readonly phone: OwnPhone | undefined; readonly isOwner: boolean },
): readonly AlertWay[] {
  const byPhone = c.var.deps.carrier === undefined ? [] : (phone?.ways ?? []);
  return alertWays.filter((way) => (way === 'email' ? true : way === 'letter' ? isOwner : byPhone.includes(way)));
}

/** A row a kind of alert, a column a way: a box is where the two meet, and a row without a box is off. */
export function Ways({ c, form, problems, offered, phone }: WaysProps) {
  const { t, deps } = c.var;
  return (
    <>
      <table class="c-ways">
        <caption>{t('alerts.settings.ways')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('alerts.settings.kinds')}</th>
            {offered.map((way) => (
              <th scope="col" id={`by-${way}`}>
                {t(`alerts.way.${way}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {kinds.map((kind) => (
            <tr>
              <th scope="row">
                <span id={`of-${kind}`}>{t(`alerts.settings.kind.${kind}`)}</span>
                {kind === 'burst' && ' '}
                {kind === 'burst' && <span class="usa-hint">{t('alerts.settings.burst-always')}</span>}
                <Threshold c={c} kind={kind} form={form} problems={problems} />
              </th>
              {offered.map((way) => (
                <td>
                  <Box name={wayField(kind, way)} kind={kind} way={way} form={form}>
                    {t(`alerts.way.${way}`)}
                  </Box>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p>{t('alerts.settings.ways-intro')}</p>
      {deps.carrier !== undefined && (
        <p>
          {phone !== undefined && phone.ways.length > 0
            ? `${t('alerts.settings.phone', { number: shownPhone(phone.number) })} `
            : `${t('alerts.settings.no-phone')} `}
          <AsideButton c={c} to={paths.phone}>
            {t(phone === undefined ? 'alerts.settings.phone-add' : 'alerts.settings.phone-change')}
          </AsideButton>
        </p>
      )}
    </>
  );
}

/** Named by its row and its column; on a phone, where the columns stand in one line, the way stands beside its box. */
function Box(props: {
  name: ReturnType<typeof wayField>;
  kind: AlertKind;
  way: AlertWay;
  form: SettingsForm;
  children?: Child;
}) {
  const { name, kind, way, form } = props;
  return (
    <div class="usa-checkbox">
      <input
        class="usa-checkbox__input"
        type="checkbox"
        id={name}
        name={name}
        value="yes"
        aria-labelledby={`of-${kind} by-${way}`}
        {...(form[name] === 'yes' ? { checked: true } : {})}
      />
      <label class="usa-checkbox__label" for={name}>
        <span class="c-ways__word">{props.children}</span>
      </label>
    </div>
  );
}

/** The amount from which an alert comes stands in its row. */
function Threshold({
  c,
  kind,
  form,
  problems,
}: Pick<WaysProps, 'c' | 'form' | 'problems'> & { readonly kind: AlertKind }) {
  const { t } = c.var;
  if (kind === 'high-use') {
    return (
      <Field
        {...{ c, problems, name: 'daily_use', value: form.daily_use }}
        label={t('alerts.settings.daily-use')}
        hint={t('alerts.settings.daily-use-hint')}
        autocomplete="off"
        inputmode="decimal"
        size="small"
        optional
      />
    );
  }
  if (kind !== 'bill-forecast') return null;
  return (
    <Field
      {...{ c, problems, name: 'bill_amount', value: form.bill_amount }}
      label={t('alerts.settings.bill-amount')}
      hint={t('alerts.settings.bill-amount-hint')}
      autocomplete="off"
      inputmode="decimal"
      size="small"
      optional
    />
  );
}
