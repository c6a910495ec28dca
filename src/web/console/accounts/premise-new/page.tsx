import { premiseFields } from '../../../../domain/accounts/index.ts';
import type { Problem } from '../../../../domain/kernel/index.ts';
import { addPremise } from '../../../../usecases/accounts/index.ts';
import { Field } from '../../../components/form.tsx';
import { readForm } from '../../../form-data.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { formPage } from '../../form-page.tsx';
import { ReasonForm } from '../../reason-form.tsx';
import { clerkOf } from '../../request.ts';
import { PremiseFields } from '../premise-fields.tsx';

const fields = ['number', ...premiseFields, 'reason'] as const;
type Typed = Readonly<Record<(typeof fields)[number], string>>;

/** A premise that nobody had written down, to be made with a reason. */
export function premiseNewPage(c: PageContext): Response | Promise<Response> {
  const { city, state, zip } = c.var.deps.utility.contact;
  const typed = {
    ...{ number: '', line1: '', line2: '', city, state, zip, zone: '', latitude: '', longitude: '' },
    ...{ serviceLineUtility: '', serviceLineCustomer: '', reason: '' },
  };
  return form(c, { typed, problems: [] });
}

export async function postPremiseNew(c: PageContext): Promise<Response> {
  const typed = readForm(c, fields);
  const { number, reason, ...details } = typed;
  const made = await addPremise(c.var.deps, { number, details, reason }, clerkOf(c));
  return made.ok ? c.redirect(paths.console.premise(made.value), 303) : form(c, { typed, problems: made.problem });
}

function form(
  c: PageContext,
  { typed, problems }: { readonly typed: Typed; readonly problems: readonly Problem[] },
): Response | Promise<Response> {
  const { t } = c.var;
  return formPage(
    c,
    {
      title: t('console.premise-new.title'),
      back: { href: paths.console.premises, text: t('console.premises.title') },
      problems,
    },
    <ReasonForm
      c={c}
      action={paths.console.premiseNew}
      button={t('console.premise-new.button')}
      label={t('console.place.reason')}
      hint={t('console.place.reason-hint')}
      reason={typed.reason}
      problems={problems}
    >
      <Field
        c={c}
        problems={problems}
        name="number"
        label={t('console.premise.number')}
        hint={t('console.place.number-hint')}
        value={typed.number}
        autocomplete="off"
        optional
      />
      <PremiseFields c={c} typed={typed} problems={problems} />
    </ReasonForm>,
  );
}
