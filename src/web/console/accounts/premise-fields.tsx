import { type PremiseField, pipeMaterials, premiseFields } from '../../../domain/accounts/index.ts';
import type { Problem } from '../../../domain/kernel/index.ts';
import { Field } from '../../components/form.tsx';
import { Select } from '../../components/select.tsx';
import type { PageContext } from '../../page.ts';

const optional: readonly PremiseField[] = ['line2', 'zone', 'latitude', 'longitude'];

/** What is asked of a premise, made or changed. */
export function PremiseFields({
  c,
  typed,
  problems,
}: {
  readonly c: PageContext;
  readonly typed: Readonly<Record<PremiseField, string>>;
  readonly problems: readonly Problem[];
}) {
  const { t } = c.var;
  return (
    <>
      {premiseFields.map((name) => {
        const of = { c, problems, name, label: t(`console.premise.${name}`), value: typed[name] };
        return name === 'serviceLineUtility' || name === 'serviceLineCustomer' ? (
          <Select
            {...of}
            options={[
              { value: '', text: t('console.premise.pipe.not-said') },
              ...pipeMaterials.map((pipe) => ({ value: pipe, text: t(`console.premise.pipe.${pipe}`) })),
            ]}
          />
        ) : (
          <Field {...of} autocomplete="off" optional={optional.includes(name)} />
        );
      })}
    </>
  );
}
