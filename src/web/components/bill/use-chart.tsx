import type { UsagePoint } from '../../../domain/billing/index.ts';
import { exact } from '../../../domain/kernel/index.ts';
import type { PageContext } from '../../page.ts';
import { BarChart } from '../chart/bar-chart.tsx';
import { Table } from '../table.tsx';
import { waterText } from '../use/use-words.ts';

/** Use of the last 13 bills: bars, their mean a day in the table beside them, which says the same to everybody. */
export function UseChart({ c, history }: { c: PageContext; history: readonly UsagePoint[] }) {
  const { t } = c.var;
  if (history.length === 0) return null;
  const last = history.at(-1);
  return (
    <figure class="c-chart">
      <figcaption>{t('use-chart.caption', { bills: history.length })}</figcaption>
      <BarChart
        id="bill-use"
        summary={t('use-chart.label', {
          bills: history.length,
          gallons: t.number(last?.gallons ?? 0),
          date: last === undefined ? '' : t.date(last.periodEnd),
        })}
        tick={(gallons) => t.number(gallons)}
        bars={history.map((point) => ({
          label: t.shortMonth(point.periodEnd),
          text: `${t.date(point.periodEnd)}: ${waterText(t, exact(point.gallons), { unit: 'gal', scale: 'day' })}`,
          amount: point.gallons,
          isEstimated: point.estimated,
        }))}
      />
      <details>
        <summary>{t('use-chart.table')}</summary>
        <Table
          caption={t('use-chart.caption', { bills: history.length })}
          columns={[
            { heading: t('use-chart.until'), cell: (point: UsagePoint) => t.date(point.periodEnd) },
            {
              heading: t('use-chart.gallons'),
              numeric: true,
              cell: (point) =>
                point.estimated
                  ? t('use-chart.estimated', { gallons: t.number(point.gallons) })
                  : t.number(point.gallons),
            },
            { heading: t('use-chart.days'), numeric: true, cell: (point) => point.days },
            {
              heading: t('use-chart.a-day'),
              numeric: true,
              cell: (point) => t.number(Math.round(point.gallons / Math.max(1, point.days))),
            },
          ]}
          rows={history.toReversed()}
          empty=""
        />
      </details>
    </figure>
  );
}
