import { isDoneHere } from '../../../domain/exchange/index.ts';
import type { Problem } from '../../../domain/kernel/index.ts';
import { Field } from '../../components/form.tsx';
import type { PageContext } from '../../page.ts';

/** Where a billing system keeps the balance: what to do there first, and its reference. Nothing where credits are posted here. */
export function CisReference({ c, value, problems }: { c: PageContext; value: string; problems: readonly Problem[] }) {
  const { t, deps } = c.var;
  if (isDoneHere(deps.utility.billing.by, 'credits')) return null;
  return (
    <Field
      c={c}
      name="reference"
      label={t('console.credit-reference')}
      hint={t('console.credit-reference-hint')}
      value={value}
      problems={problems}
      autocomplete="off"
      optional
    />
  );
}
