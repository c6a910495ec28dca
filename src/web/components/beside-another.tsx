import type { Problem } from '../../domain/kernel/index.ts';
import type { PageContext } from '../page.ts';
import { Alert } from './alert.tsx';
import { Checkbox } from './form.tsx';

/** The warning of a pay form that another payment of the account is under way, and the box that pays all the same. */
export function BesideAnother(props: {
  c: PageContext;
  underWay: string;
  checked: boolean;
  problems: readonly Problem[];
}) {
  const { c, underWay, checked, problems } = props;
  return (
    <div class="usa-form-group">
      <Alert kind="warning">{underWay}</Alert>
      <Checkbox
        c={c}
        name="beside_another"
        label={c.var.t('pay.beside-another')}
        checked={checked}
        problems={problems}
      />
    </div>
  );
}
