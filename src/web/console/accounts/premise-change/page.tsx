import { premiseFields } from '../../../../domain/accounts/index.ts';
import type { Problem } from '../../../../domain/kernel/index.ts';
import { changePremise, type Place } from '../../../../usecases/accounts/index.ts';
import { readForm } from '../../../form-data.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { formPage } from '../../form-page.tsx';
import { ReasonForm } from '../../reason-form.tsx';
import { clerkOf } from '../../request.ts';
import { placeAt, toPlace } from '../place-at.ts';
import { PremiseFields } from '../premise-fields.tsx';

const fields = [...premiseFields, 'reason', 'seen'] as const;
type Typed = Readonly<Record<(typeof fields)[number], string>>;

/** A premise's address, zone, position and pipes, to be changed with a reason. */
export async function premiseChangePage(c: PageContext): Promise<Response> {
  const place = await placeAt(c);
  if (place === undefined) return c.var.refuse('not-found');
  const typed = { ...place.details, reason: '', seen: `${place.lastChange}` };
  return form(c, place, { typed, problems: [] });
}

export async function postPremiseChange(c: PageContext): Promise<Response> {
  const place = await placeAt(c);
  if (place === undefined) return c.var.refuse('not-found');
  const typed = readForm(c, fields);
  const { reason, seen, ...details } = typed;
  const { number } = place;
  const done = await changePremise(c.var.deps, { number, details, reason, seen: Number(seen) }, clerkOf(c));
  return done.ok ? c.redirect(paths.console.premise(number), 303) : form(c, place, { typed, problems: done.problem });
}

function form(
  c: PageContext,
  place: Place,
  { typed, problems }: { readonly typed: Typed; readonly problems: readonly Problem[] },
): Response | Promise<Response> {
  const { t } = c.var;
  return formPage(
    c,
    { title: t('console.premise-change.title'), back: toPlace(place), problems },
    <ReasonForm
      c={c}
      action={paths.console.premiseChange(place.number)}
      button={t('console.customer-change.button')}
      label={t('console.place.reason')}
      hint={t('console.place.reason-hint')}
      reason={typed.reason}
      problems={problems}
    >
      <input type="hidden" name="seen" value={typed.seen} />
      <PremiseFields c={c} typed={typed} problems={problems} />
    </ReasonForm>,
  );
}
