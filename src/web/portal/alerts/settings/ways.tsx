import { type AlertKind, alertWays } from '../../../../domain/alerts/index.ts';
import { shownPhone } from '../../../../domain/notices/index.ts';
import type { OwnPhone } from '../../../../usecases/notices/index.ts';
import { Checkbox } from '../../../components/form.tsx';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { type SettingsForm, wayField } from './schema.ts';

interface WaysProps {
  readonly c: PageContext;
  readonly kinds: readonly AlertKind[];
  readonly form: SettingsForm;
  readonly phone: OwnPhone | undefined;
  /** Letters go to the customer's mailing address, and only they ask for them. */
  readonly isOwner: boolean;
}

/** How each kind comes. Texts and calls are offered once a number is proven, and where somebody carries them. */
export function Ways({ c, kinds, form, phone, isOwner }: WaysProps) {
  const { t, deps } = c.var;
  const byPhone = deps.carrier === undefined ? [] : (phone?.ways ?? []);
  const offered = alertWays.filter((way) =>
    way === 'email' ? true : way === 'letter' ? isOwner : byPhone.includes(way),
  );
  return (
    <>
      <h2>{t('alerts.settings.ways')}</h2>
      <p>{t('alerts.settings.ways-intro')}</p>
      {deps.carrier !== undefined && (
        <p>
          {phone !== undefined && phone.ways.length > 0
            ? `${t('alerts.settings.phone', { number: shownPhone(phone.number) })} `
            : `${t('alerts.settings.no-phone')} `}
          <a href={paths.phone}>
            {t(phone === undefined ? 'alerts.settings.phone-add' : 'alerts.settings.phone-change')}
          </a>
        </p>
      )}
      {kinds.map((kind) => (
        <fieldset class="usa-fieldset c-ways">
          <legend class="usa-legend">{t.maybe(`alerts.settings.kind.${kind}`)}</legend>
          {offered.map((way) => (
            <Checkbox
              c={c}
              name={wayField(kind, way)}
              label={t(`alerts.way.${way}`)}
              checked={form[wayField(kind, way)] === 'yes'}
            />
          ))}
        </fieldset>
      ))}
    </>
  );
}
