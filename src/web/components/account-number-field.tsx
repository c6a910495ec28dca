import { exampleNumber } from '../../domain/accounts/index.ts';
import { inLanguage, type Problem } from '../../domain/kernel/index.ts';
import type { PageContext } from '../page.ts';
import { Field } from './form.tsx';

/** What customers call the number on their bill: its parts, as `utility.yaml` names them. */
export const numberCalled = ({ var: { t, deps } }: PageContext): string => {
  // Parts that people do not tell apart are called the same.
  const names = new Set(deps.utility.account_number.map(({ called }) => inLanguage(called, t.language)));
  const parts = t.list([...names]);
  return `${parts.charAt(0).toLocaleUpperCase(t.locale)}${parts.slice(1)}`;
};

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
      hint={t('account-number.hint', { parts: shape.length, example: exampleNumber(shape) })}
      value={value}
      problems={problems}
      autocomplete={autocomplete}
      {...(shape.every(({ characters }) => characters === 'digits') ? { inputmode: 'numeric' as const } : {})}
    />
  );
}
