import { formatAccountNumber } from '../../../domain/accounts/index.ts';
import { type ReadingUnit, readingUnits } from '../../../domain/alerts/index.ts';
import { chooseReadingUnit } from '../../../usecases/usage/index.ts';
import { Button, Form } from '../../components/form.tsx';
import { Select } from '../../components/select.tsx';
import { isOwnPath, readForm } from '../../form-data.ts';
import { accountOf } from '../../middleware/require.ts';
import type { PageContext } from '../../page.ts';
import { paths } from '../../paths.ts';
import { unitOf } from './asked.ts';

/** The unit of this person's pages, remembered. */
export function UnitChoice({ c, number, unit }: { c: PageContext; number: string; unit: ReadingUnit }) {
  const { t, path } = c.var;
  return (
    <Form c={c} action={paths.readingUnit(number)} class="c-inline">
      <input type="hidden" name="back" value={path} />
      <Select
        c={c}
        name="unit"
        label={t('use.unit')}
        value={unit}
        options={readingUnits.map((value) => ({ value, text: t(`alerts.unit.${value}`) }))}
      />
      <Button text={t('use.unit-save')} kind="outline" />
    </Form>
  );
}

/** Back to where it was chosen; what is no unit changes nothing. */
export async function postReadingUnit(c: PageContext): Promise<Response> {
  const { deps, now } = c.var;
  const account = accountOf(c);
  const form = await readForm(c, ['unit', 'back']);
  const unit = unitOf(form.unit);
  if (unit !== undefined) await chooseReadingUnit(deps.db, account, { unit, now });
  const home = paths.use(formatAccountNumber(account.number));
  return c.redirect(isOwnPath(form.back) && form.back.startsWith(home) ? form.back : home, 303);
}
