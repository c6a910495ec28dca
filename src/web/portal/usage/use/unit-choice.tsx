import { type ReadingUnit, readingUnits } from '../../../../domain/alerts/index.ts';
import { Button, Form } from '../../../components/form.tsx';
import { Select } from '../../../components/select.tsx';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';

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
