import {
  exampleNumber,
  type NumberField,
  type NumberShape,
  numberFields,
  readNumberFields,
} from '../../domain/accounts/index.ts';
import { inLanguage, type Problem } from '../../domain/kernel/index.ts';
import { readForm } from '../form-data.ts';
import type { PageContext } from '../page.ts';
import { Field } from './form.tsx';

/** What customers call the parts of the number on their bill; those that they do not tell apart are called the same. */
const partsCalled = ({ var: { t, deps } }: PageContext): readonly string[] => [
  ...new Set(deps.utility.account_number.map(({ called }) => inLanguage(called, t.language))),
];

const begun = (text: string, { var: { t } }: PageContext): string =>
  `${text.charAt(0).toLocaleUpperCase(t.locale)}${text.slice(1)}`;

/** What customers call the number on their bill. */
const numberCalled = (c: PageContext): string => begun(c.var.t.list(partsCalled(c)), c);

/** The same where there is little room. */
export function numberCalledBriefly(c: PageContext): string {
  const [only, ...others] = partsCalled(c);
  return only === undefined || others.length > 0 ? c.var.t('register.find.picture.number') : begun(only, c);
}

/** One field for each name that customers have for a part of the number. */
const numberFieldsOf = ({ var: { t, deps } }: PageContext): readonly NumberField[] =>
  numberFields(
    deps.utility.account_number,
    deps.utility.account_number.map(({ called }) => inLanguage(called, t.language)),
  );

/** What was typed into those fields, by the name of each. */
export type TypedNumberFields = Readonly<Record<string, string>>;

export const noNumber: TypedNumberFields = {};

export const typedNumberFields = (c: PageContext): TypedNumberFields =>
  readForm(
    c,
    numberFieldsOf(c).map(({ name }) => name),
  );

/** The number that is meant, or each field that cannot be read. */
export const readNumberTyped = (c: PageContext, typed: TypedNumberFields) =>
  readNumberFields(c.var.deps.utility.account_number, numberFieldsOf(c), typed);

/** Asks for an account's number, in a field for each part that customers know by a name; the whole may be pasted into the first. */
export function AccountNumberField({
  c,
  typed,
  problems,
  autocomplete = 'off',
  leftEmpty,
}: {
  readonly c: PageContext;
  readonly typed: TypedNumberFields;
  readonly problems: readonly Problem[];
  readonly autocomplete?: string;
  /** What comes of it where nothing is typed; without, it must be. */
  readonly leftEmpty?: string;
}) {
  const { t, deps } = c.var;
  const shape = deps.utility.account_number;
  const fields = numberFieldsOf(c);
  const inputOf = (parts: NumberShape) =>
    parts.every(({ characters }) => characters === 'digits') ? { inputmode: 'numeric' as const } : {};
  if (fields.length === 1) {
    return (
      <Field
        c={c}
        name="number"
        label={numberCalled(c)}
        hint={leftEmpty ?? t('account-number.hint', { parts: partsCalled(c).length, example: exampleNumber(shape) })}
        optional={leftEmpty !== undefined}
        value={typed['number'] ?? ''}
        problems={problems}
        autocomplete={autocomplete}
        {...inputOf(shape)}
      />
    );
  }
  return (
    <fieldset class="usa-fieldset" aria-describedby="numbers-hint">
      <legend class="usa-legend">{t('account-number.legend')}</legend>
      <div class="usa-hint" id="numbers-hint">
        {leftEmpty ?? t('account-number.fields-hint')}
      </div>
      {fields.map(({ name, parts, called }, at) => (
        <Field
          c={c}
          name={name}
          label={begun(called, c)}
          hint={t('account-number.example', { example: exampleNumber(parts) })}
          value={typed[name] ?? ''}
          problems={problems}
          autocomplete={at === 0 ? autocomplete : 'off'}
          optional={leftEmpty !== undefined}
          {...inputOf(parts)}
        />
      ))}
    </fieldset>
  );
}
