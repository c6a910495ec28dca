import { type ReadingUnit, readingUnits } from '../../../../domain/alerts/index.ts';
import { Button, Form } from '../../../components/form.tsx';
import { Select } from '../../../components/select.tsx';
import { UseChoice } from '../../../components/use/use-choices.tsx';
import { accountOf } from '../../../middleware/require.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';

/** What is chosen once and seldom again stands behind one line: the unit, and whether every stretch has the same height. */
export function UnitAndScale({
  c,
  unit,
  axis,
  hrefOf,
}: {
  c: PageContext;
  unit: ReadingUnit;
  /** Absent where there is no other height to choose. */
  axis?: 'own' | 'same';
  hrefOf?: (choice: { readonly axis: 'own' | 'same' }) => string;
}) {
  const { t } = c.var;
  return (
    <details class="c-why c-controls__more">
      <summary>{t(hrefOf === undefined ? 'use.unit-title' : 'use.unit-and-scale')}</summary>
      {hrefOf !== undefined && (
        <UseChoice
          label={t('use.axis')}
          choices={(['own', 'same'] as const).map((one) => ({
            text: t(`use.axis-${one}`),
            href: hrefOf({ axis: one }),
            isChosen: one === axis,
          }))}
        />
      )}
      <UnitChoice c={c} number={accountOf(c).number} unit={unit} />
    </details>
  );
}

/** The unit of this person's pages, remembered. */
function UnitChoice({ c, number, unit }: { c: PageContext; number: string; unit: ReadingUnit }) {
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
