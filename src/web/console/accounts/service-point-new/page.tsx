import type { Problem } from '../../../../domain/kernel/index.ts';
import { addServicePoint, type Place } from '../../../../usecases/accounts/index.ts';
import { Field } from '../../../components/form.tsx';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { formPage } from '../../form-page.tsx';
import { ReasonForm } from '../../reason-form.tsx';
import { clerkOf } from '../../request.ts';
import { placeAt, toPlace } from '../place-at.ts';
import { ServicePointFields, type TypedPoint, typedPoint } from '../service-point-fields.tsx';

/** A service point of a premise, to be made with a reason. */
export async function servicePointNewPage(c: PageContext): Promise<Response> {
  const place = await placeAt(c);
  if (place === undefined) return c.var.refuse('not-found');
  const { deps } = c.var;
  const typed = {
    ...{ number: '', class: '', service: 'water', cycle: deps.utility.billing.cycles[0]?.name ?? '', route: '' },
    ...{ walkOrder: '', from: '', reason: '', seen: '', facts: {} },
  };
  return form(c, place, { typed, problems: [] });
}

export async function postServicePointNew(c: PageContext): Promise<Response> {
  const place = await placeAt(c);
  if (place === undefined) return c.var.refuse('not-found');
  const typed = typedPoint(c);
  const { number, reason, facts, from: _, seen: __, ...details } = typed;
  const asked = { premise: place.number, number, details, facts, reason };
  const made = await addServicePoint(c.var.deps, asked, clerkOf(c));
  return made.ok
    ? c.redirect(paths.console.premise(place.number), 303)
    : form(c, place, { typed, problems: made.problem });
}

function form(
  c: PageContext,
  place: Place,
  { typed, problems }: { readonly typed: TypedPoint; readonly problems: readonly Problem[] },
): Response | Promise<Response> {
  const { t } = c.var;
  return formPage(
    c,
    { title: t('console.service-point-new.title'), back: toPlace(place), problems },
    <ReasonForm
      c={c}
      action={paths.console.servicePointNew(place.number)}
      button={t('console.service-point-new.button')}
      label={t('console.place.reason')}
      hint={t('console.place.reason-hint')}
      reason={typed.reason}
      problems={problems}
    >
      <Field
        c={c}
        problems={problems}
        name="number"
        label={t('console.service-point.number')}
        hint={t('console.place.number-hint')}
        value={typed.number}
        autocomplete="off"
        optional
      />
      <ServicePointFields c={c} typed={typed} problems={problems} />
    </ReasonForm>,
  );
}
