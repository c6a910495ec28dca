import { exampleNumber } from '../../domain/accounts/index.ts';
import { inLanguage, type Problem } from '../../domain/kernel/index.ts';
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

/** Asks for an account's number, in one field however many parts it has: people copy it as it is printed. */
export function AccountNumberField({
  c,
  value,
  problems,
  autocomplete = 'off',
}: {
  readonly c: PageContext;
  readonly value: string;
  readonly problems: readonly Problem[];
  readonly autocomplete?: string;
}) {
  const { t, deps } = c.var;
  const shape = deps.utility.account_number;
  return (
    <Field
      c={c}
      name="number"
      label={numberCalled(c)}
      hint={t('account-number.hint', { parts: partsCalled(c).length, example: exampleNumber(shape) })}
      value={value}
      problems={problems}
      autocomplete={autocomplete}
      {...(shape.every(({ characters }) => characters === 'digits') ? { inputmode: 'numeric' as const } : {})}
    />
  );
}
