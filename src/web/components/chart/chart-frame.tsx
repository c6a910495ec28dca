import type { Child } from 'hono/jsx';
import type { PageContext } from '../../page.ts';

/** A chart that a small script makes explorable (enhance/chart.js); without the script it is what is inside. */
export function ChartFrame({ c, compare, children }: { c: PageContext; compare?: string; children?: Child }) {
  const { t, deps } = c.var;
  return (
    <>
      <caudal-chart
        class="c-use__chart"
        data-help={t('use.chart-help')}
        data-compare={compare ?? t('use.chart-compare')}
      >
        {children}
      </caudal-chart>
      <script src={deps.assets.url('chart.js')} defer />
    </>
  );
}
