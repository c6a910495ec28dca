import type { Problem } from '../../../domain/kernel/index.ts';
import type { Place } from '../../../usecases/accounts/index.ts';
import { sentFields } from '../../body/sent-fields.ts';
import { Field } from '../../components/form.tsx';
import { Select } from '../../components/select.tsx';
import type { PageContext } from '../../page.ts';

const prefix = 'read-';

/** What each meter was typed to have shown, by serial. */
export const typedReads = (c: PageContext): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(sentFields(c)).flatMap(([name, value]) =>
      name.startsWith(prefix) && name.length < 80 && value.length < 40 ? [[name.slice(prefix.length), value]] : [],
    ),
  );

/** The cycle that a place was last billed in. */
export const cycleOf = ({ points, occupants }: Place): string =>
  points.find(({ details }) => details.cycle !== '')?.details.cycle ?? occupants[0]?.cycle ?? '';

interface MoveFieldsProps {
  readonly c: PageContext;
  readonly place: Place;
  readonly typed: { readonly on: string; readonly number: string; readonly cycle: string };
  readonly reads: Readonly<Record<string, string>>;
  readonly problems: readonly Problem[];
}

/** What is asked of every account that begins: the day, what the meters showed, the cycle and, where it is not made of its parts, the number. */
export function MoveFields({ c, place, typed, reads, problems }: MoveFieldsProps) {
  const { t, deps } = c.var;
  const cycles = deps.utility.billing.cycles.map(({ name }) => name);
  const isMade = deps.utility.account_number.every(({ name }) => name === 'customer' || name === 'premise');
  return (
    <>
      <Field
        c={c}
        problems={problems}
        name="on"
        type="date"
        label={t('console.move-in.on')}
        hint={t('console.move-in.on-hint')}
        value={typed.on}
        autocomplete="off"
      />
      {place.points.flatMap(({ meters }) =>
        meters.map(({ serial }) => (
          <Field
            c={c}
            problems={problems}
            name={`${prefix}${serial}`}
            label={t('console.move-in.read', { serial })}
            hint={t('console.move-in.read-hint')}
            value={reads[serial] ?? ''}
            inputmode="numeric"
            autocomplete="off"
            optional
          />
        )),
      )}
      <Select
        c={c}
        problems={problems}
        name="cycle"
        label={t('console.cycle')}
        value={typed.cycle}
        options={cycles.map((cycle) => ({ value: cycle, text: cycle }))}
      />
      {!isMade && (
        <Field
          c={c}
          problems={problems}
          name="number"
          label={t('console.move-in.number')}
          hint={t('console.place.number-hint')}
          value={typed.number}
          autocomplete="off"
          optional
        />
      )}
    </>
  );
}
