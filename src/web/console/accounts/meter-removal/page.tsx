import { type Problem, present } from '../../../../domain/kernel/index.ts';
import type { Place } from '../../../../usecases/accounts/index.ts';
import { removeMeter } from '../../../../usecases/metering/index.ts';
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

const fields = ['serial', 'on', 'closing', 'reason'] as const;
type Typed = Readonly<Record<(typeof fields)[number], string>>;

interface RemovalForm {
  readonly place: Place;
  readonly point: Place['points'][number];
  readonly typed: Typed;
  readonly problems: readonly Problem[];
}

/** A meter that is taken out and not replaced: what it showed last, and why. */
export async function meterRemovalPage(c: PageContext): Promise<Response> {
  const found = await pointAt(c);
  if (found === undefined) return c.var.refuse('not-found');
  const { place, point } = found;
  const typed = { serial: point.meters[0]?.serial ?? '', on: todayOf(c).toString(), closing: '', reason: '' };
  return form(c, { place, point, typed, problems: [] });
}

export async function postMeterRemoval(c: PageContext): Promise<Response> {
  const found = await pointAt(c);
  if (found === undefined) return c.var.refuse('not-found');
  const { place, point } = found;
  const typed = readForm(c, fields);
  const { on: typedOn, ...others } = typed;
  const asked = { servicePointId: point.id, ...others, ...present({ on: typedDay(typedOn) }) };
  const done = await removeMeter(c.var.deps, asked, clerkOf(c));
  return done.ok
    ? c.redirect(paths.console.premise(place.number), 303)
    : form(c, { place, point, typed, problems: done.problem });
}

function form(c: PageContext, { place, point, typed, problems }: RemovalForm): Response | Promise<Response> {
  const { t } = c.var;
  const isServed = place.occupants.some(({ closedOn }) => closedOn === undefined);
  return formPage(
    c,
    { title: t('console.meter-removal.title'), back: toPlace(place), problems },
    <>
      <p class="usa-intro">{t('console.meter-removal.intro')}</p>
      {isServed && <p>{t('console.meter-removal.served')}</p>}
      <ReasonForm
        c={c}
        action={paths.console.meterRemoval(place.number, String(point.id))}
        button={t('console.meter-removal.button')}
        label={t('console.meter-exchange.reason')}
        hint={t('console.meter-removal.reason-hint')}
        reason={typed.reason}
        problems={problems}
      >
        <Select
          c={c}
          problems={problems}
          name="serial"
          label={t('console.meter')}
          value={typed.serial}
          options={point.meters.map(({ serial, size }) => ({ value: serial, text: `${serial} (${size})` }))}
        />
        <Field
          c={c}
          problems={problems}
          name="on"
          type="date"
          label={t('console.meter-removal.on')}
          value={typed.on}
          autocomplete="off"
        />
        <Field
          c={c}
          problems={problems}
          name="closing"
          label={t('console.meter-exchange.last-read')}
          hint={t('console.meter-exchange.closing-hint')}
          value={typed.closing}
          inputmode="numeric"
          autocomplete="off"
        />
      </ReasonForm>
    </>,
  );
}
