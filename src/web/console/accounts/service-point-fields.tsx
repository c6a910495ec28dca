import { factsOfPlace, servicePointFields, services } from '../../../domain/billing/index.ts';
import type { Problem } from '../../../domain/kernel/index.ts';
import { sentFields } from '../../body/sent-fields.ts';
import { Field } from '../../components/form.tsx';
import { Select } from '../../components/select.tsx';
import { readForm } from '../../form-data.ts';
import type { PageContext } from '../../page.ts';
import { factText, rateName } from '../rate-words.ts';

const pointFormFields = ['number', ...servicePointFields, 'from', 'reason', 'seen'] as const;

/** A service point as the form has it, with what schedules ask of the place. */
export interface TypedPoint extends Readonly<Record<(typeof pointFormFields)[number], string>> {
  readonly facts: Readonly<Record<string, string>>;
}

const prefix = 'fact-';

/** What the form sent; facts of names that no schedule asks for are left where they are refused with what is asked. */
export function typedPoint(c: PageContext): TypedPoint {
  const facts = Object.entries(sentFields(c)).flatMap(([name, value]) =>
    name.startsWith(prefix) && name.length < 80 && value.length < 200 ? [[name.slice(prefix.length), value]] : [],
  );
  return { ...readForm(c, pointFormFields), facts: Object.fromEntries(facts) };
}

/** What is asked of a service point besides its number; facts of every class, since which one it is to be is chosen on the same form. */
export function ServicePointFields({
  c,
  typed,
  problems,
}: {
  readonly c: PageContext;
  readonly typed: TypedPoint;
  readonly problems: readonly Problem[];
}) {
  const { t, deps } = c.var;
  const { classes = [] } = deps.rates;
  const known = [...new Set([...(typed.class === '' ? [] : [typed.class]), ...classes])];
  const cycles = deps.utility.billing.cycles.map(({ name }) => name);
  const of = (name: 'class' | 'service' | 'cycle' | 'route' | 'walkOrder') => ({
    ...{ c, problems, name, value: typed[name], label: t(`console.place.field.${name}`) },
  });
  const plain = (all: readonly string[]) => all.map((one) => ({ value: one, text: one }));
  return (
    <>
      <Select {...of('class')} options={known.map((one) => ({ value: one, text: rateName(c, one) }))} />
      <Select
        {...of('service')}
        options={services.map((one) => ({ value: one, text: t(`console.service-point.service.${one}`) }))}
      />
      <Select {...of('cycle')} options={plain(cycles.includes(typed.cycle) ? cycles : [typed.cycle, ...cycles])} />
      <Field {...of('route')} autocomplete="off" optional />
      <Field {...of('walkOrder')} autocomplete="off" optional />
      {factsOfPlace(deps.rates, classes).map(({ name, values }) =>
        values.length === 0 ? (
          <Field
            c={c}
            problems={problems}
            name={`${prefix}${name}`}
            label={rateName(c, name)}
            hint={t('console.service-point.fact-number')}
            value={typed.facts[name] ?? ''}
            autocomplete="off"
            inputmode="decimal"
            optional
          />
        ) : (
          <Select
            c={c}
            problems={problems}
            name={`${prefix}${name}`}
            label={rateName(c, name)}
            value={typed.facts[name] ?? ''}
            options={[
              { value: '', text: t('console.premise.pipe.not-said') },
              ...values.map((one) => ({ value: one, text: factText(c, one) })),
            ]}
          />
        ),
      )}
    </>
  );
}
