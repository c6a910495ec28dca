import { askedSizes } from '../../../../domain/billing/index.ts';
import { type Problem, present } from '../../../../domain/kernel/index.ts';
import { registerUnits } from '../../../../domain/metering/index.ts';
import type { Place } from '../../../../usecases/accounts/index.ts';
import { installMeter } from '../../../../usecases/metering/index.ts';
import { Field } from '../../../components/form.tsx';
import { Select } from '../../../components/select.tsx';
import { readForm } from '../../../form-data.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { typedDay } from '../../../typed-day.ts';
import { formPage } from '../../form-page.tsx';
import { ReasonForm } from '../../reason-form.tsx';
import { clerkOf, todayOf } from '../../request.ts';
import { pointAt, toPlace } from '../place-at.ts';

const fields = ['on', 'newSerial', 'size', 'unit', 'multiplier', 'dials', 'opening', 'reason'] as const;
type Typed = Readonly<Record<(typeof fields)[number], string>>;

interface InstallForm {
  readonly place: Place;
  readonly point: Place['points'][number];
  readonly typed: Typed;
  readonly problems: readonly Problem[];
}

/** A first meter at a service point, or one after a time without: what it is, what it shows, and why. */
export async function meterInstallPage(c: PageContext): Promise<Response> {
  const found = await pointAt(c);
  if (found === undefined) return c.var.refuse('not-found');
  const { place, point } = found;
  const typed = {
    ...{ on: todayOf(c).toString(), newSerial: '', size: '', unit: 'gal', multiplier: '1', dials: '' },
    ...{ opening: '0', reason: '' },
  };
  return form(c, { place, point, typed, problems: [] });
}

export async function postMeterInstall(c: PageContext): Promise<Response> {
  const found = await pointAt(c);
  if (found === undefined) return c.var.refuse('not-found');
  const { place, point } = found;
  const typed = readForm(c, fields);
  const { on: typedOn, ...others } = typed;
  const asked = { servicePointId: point.id, ...others, ...present({ on: typedDay(typedOn) }) };
  const done = await installMeter(c.var.deps, asked, clerkOf(c));
  return done.ok
    ? c.redirect(paths.console.premise(place.number), 303)
    : form(c, { place, point, typed, problems: done.problem });
}

function form(c: PageContext, { place, point, typed, problems }: InstallForm): Response | Promise<Response> {
  const { t, deps } = c.var;
  const priced = askedSizes(deps.rates, point.details.class).flatMap(({ values }) => values);
  const sizes = [...new Set([...(typed.size === '' ? [] : [typed.size]), ...priced])];
  const field = (name: (typeof fields)[number]) =>
    ({
      c,
      problems,
      autocomplete: 'off',
      name,
      value: typed[name],
      label: t(`console.meter-exchange.${name}`),
    }) as const;
  return formPage(
    c,
    { title: t('console.meter-install.title'), back: toPlace(place), problems },
    <>
      <p class="usa-intro">{t('console.meter-install.intro')}</p>
      <ReasonForm
        c={c}
        action={paths.console.meterInstall(place.number, String(point.id))}
        button={t('console.meter-install.button')}
        label={t('console.meter-exchange.reason')}
        hint={t('console.meter-install.reason-hint')}
        reason={typed.reason}
        problems={problems}
      >
        <Field
          {...field('on')}
          type="date"
          label={t('console.meter-install.on')}
          hint={t('console.meter-install.on-hint')}
        />
        <Field {...field('newSerial')} label={t('console.meter-install.serial')} />
        {sizes.length === 0 ? (
          <Field {...field('size')} label={t('console.meter-install.size')} />
        ) : (
          <Select
            {...field('size')}
            label={t('console.meter-install.size')}
            options={sizes.map((size) => ({ value: size, text: size }))}
          />
        )}
        <Select
          {...field('unit')}
          options={registerUnits.map((unit) => ({ value: unit, text: t(`console.meter-exchange.unit.${unit}`) }))}
        />
        <Field {...field('multiplier')} inputmode="decimal" hint={t('console.meter-exchange.multiplier-hint')} />
        <Field {...field('dials')} inputmode="numeric" hint={t('console.meter-exchange.dials-hint')} />
        <Field
          {...field('opening')}
          label={t('console.meter-install.opening')}
          inputmode="numeric"
          hint={t('console.meter-exchange.opening-hint')}
        />
      </ReasonForm>
    </>,
  );
}
