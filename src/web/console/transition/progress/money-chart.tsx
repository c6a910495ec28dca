import { cents } from '../../../../domain/kernel/index.ts';
import type { DueDateAtRisk } from '../../../../usecases/transition/index.ts';
import { BarChart } from '../../../components/chart/bar-chart.tsx';
import type { PageContext } from '../../../page.ts';

/** More bars than this could not be told apart on a phone; the table beside the chart has them all. */
const maxBars = 31;

/** Money at risk by due date, as a drawing; the table beside it says the same, so that nobody needs the drawing. */
export function MoneyChart({ c, days }: { c: PageContext; days: readonly DueDateAtRisk[] }) {
  const { t } = c.var;
  const shown = days.slice(0, maxBars);
  if (shown.length === 0) return null;
  const labelEvery = Math.ceil(shown.length / 7);
  return (
    <BarChart
      id="at-risk"
      summary={t('console.transition.chart-label', { count: shown.length })}
      tick={(amount) => t.money(cents(Math.round(amount)))}
      bars={shown.map(({ dueOn, owed }, place) => ({
        label: place % labelEvery === 0 ? t.axisDate(dueOn) : '',
        text: `${t.date(dueOn)}: ${t.money(owed)}`,
        amount: owed,
      }))}
    />
  );
}
