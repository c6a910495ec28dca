import type { Problem } from '../../domain/kernel/index.ts';
import type { PageContext } from '../page.ts';
import { Alert } from './alert.tsx';
import { Checkbox, problemText } from './form.tsx';

/** What a pay form warns of: that this payer has paid a moment ago, or else that a payment is under way. */
export function paidOrUnderWay(
  c: PageContext,
  problems: readonly Problem[],
  underWay: string | undefined,
): string | undefined {
  const paid = problems.find(({ code }) => code === 'payments.paid-just-now');
  return paid === undefined ? underWay : problemText(c, paid);
}

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
