import { type Problem, present } from '../../../../domain/kernel/index.ts';
import { changeServicePoint, type Place } from '../../../../usecases/accounts/index.ts';
import { Field } from '../../../components/form.tsx';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { typedDay } from '../../../typed-day.ts';
import { formPage } from '../../form-page.tsx';
import { ReasonForm } from '../../reason-form.tsx';
import { clerkOf, todayOf } from '../../request.ts';
import { pointAt, toPlace } from '../place-at.ts';
import { ServicePointFields, type TypedPoint, typedPoint } from '../service-point-fields.tsx';

interface PointForm {
  readonly place: Place;
  readonly point: Place['points'][number];
  readonly typed: TypedPoint;
  readonly problems: readonly Problem[];
}

/** What a service point is, to be changed with a reason; and which bill goes by another class or cycle, before it is confirmed. */
export async function servicePointPage(c: PageContext): Promise<Response> {
  const found = await pointAt(c);
  if (found === undefined) return c.var.refuse('not-found');
  const { place, point } = found;
  const { details, facts, number } = point;
  const from = (runningSince(place) ?? todayOf(c)).toString();
  const typed = { number, ...details, facts, from, reason: '', seen: `${place.lastChange}` };
  return form(c, { place, point, typed, problems: [] });
}

export async function postServicePoint(c: PageContext): Promise<Response> {
  const found = await pointAt(c);
  if (found === undefined) return c.var.refuse('not-found');
  const { place, point } = found;
  const typed = typedPoint(c);
  const { number: _, reason, facts, from: typedFrom, seen, ...details } = typed;
  const from = typedFrom.trim() === '' ? undefined : (typedDay(typedFrom) ?? ('unreadable' as const));
  const asked = { id: point.id, details, facts, reason, seen: Number(seen), ...present({ from }) };
  const done = await changeServicePoint(c.var.deps, asked, clerkOf(c));
  return done.ok
    ? c.redirect(paths.console.premise(place.number), 303)
    : form(c, { place, point, typed, problems: done.problem });
}

/** The day on which the bill of who is served there now began. */
function runningSince({ occupants }: Place): Temporal.PlainDate | undefined {
  const now = occupants.find(({ closedOn }) => closedOn === undefined);
  return now && (now.billedThrough ?? now.openedOn);
}

function form(c: PageContext, { place, point, typed, problems }: PointForm): Response | Promise<Response> {
  const { t } = c.var;
  const since = runningSince(place);
  return formPage(
    c,
    { title: t('console.service-point.title'), back: toPlace(place), problems },
    <>
      <p class="usa-intro">{t('console.premise.point', { number: point.number })}</p>
      <p>
        {since === undefined
          ? t('console.service-point.billed-vacant')
          : t('console.service-point.billed-from', { date: t.date(since), next: t.date(since.add({ days: 1 })) })}
      </p>
      <ReasonForm
        c={c}
        action={paths.console.servicePoint(place.number, String(point.id))}
        button={t('console.customer-change.button')}
        label={t('console.place.reason')}
        hint={t('console.place.reason-hint')}
        reason={typed.reason}
        problems={problems}
      >
        <input type="hidden" name="seen" value={typed.seen} />
        <ServicePointFields c={c} typed={typed} problems={problems} />
        <Field
          c={c}
          problems={problems}
          name="from"
          type="date"
          label={t('console.service-point.from')}
          hint={t('console.service-point.from-hint')}
          value={typed.from}
          autocomplete="off"
        />
      </ReasonForm>
    </>,
  );
}
