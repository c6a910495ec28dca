import { isNumberMade } from '../../../domain/accounts/index.ts';
import { ok, type Problem, present, type Result, refused } from '../../../domain/kernel/index.ts';
import { numberToCome, type Place } from '../../../usecases/accounts/index.ts';
import { sentFields } from '../../body/sent-fields.ts';
import { AccountNumberField, readNumberTyped, type TypedNumberFields } from '../../components/account-number-field.tsx';
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
  readonly typed: { readonly on: string; readonly cycle: string };
  readonly number: TypedNumberFields;
  readonly reads: Readonly<Record<string, string>>;
  readonly problems: readonly Problem[];
}

/** The number as it was typed for a new account: empty where it is to be made. */
export function newNumberTyped(c: PageContext, fields: TypedNumberFields): Result<string, readonly Problem[]> {
  if (Object.values(fields).every((text) => text.trim() === '')) return ok('');
  const read = readNumberTyped(c, fields);
  if (!read.ok) return read;
  return read.value.unlike === undefined ? ok(read.value.text) : refused([read.value.unlike]);
}

/** What the account is called where nobody types its number; undefined where somebody must. */
async function leftEmpty(c: PageContext, place: Place): Promise<string | undefined> {
  const { t, deps } = c.var;
  if (!isNumberMade(deps.utility.account_number)) return undefined;
  const number = await numberToCome(deps, place);
  return number === undefined ? t('console.move-in.number-made') : t('console.move-in.number-next', { number });
}

/** What is asked of every account that begins: the day, what the meters showed, the cycle and, where it is not made of the customer's and the premise's, the number. */
export async function MoveFields({ c, place, typed, number, reads, problems }: MoveFieldsProps) {
  const { t, deps } = c.var;
  const cycles = deps.utility.billing.cycles.map(({ name }) => name);
  const isOfOthers = deps.utility.account_number.every(({ name }) => name === 'customer' || name === 'premise');
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
      {!isOfOthers && (
        <AccountNumberField
          c={c}
          typed={number}
          problems={problems}
          {...present({ leftEmpty: await leftEmpty(c, place) })}
        />
      )}
    </>
  );
}
