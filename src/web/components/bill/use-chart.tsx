import { scaleBand, scaleLinear } from 'd3-scale';
import type { UsagePoint } from '../../../domain/billing/index.ts';
import type { PageContext } from '../../page.ts';
import { Table } from '../table.tsx';

const width = 640;
const height = 220;
const edge = { left: 56, right: 4, top: 10, bottom: 30 };

/** Use of the last 13 bills: bars, their mean a day in the table beside them, which says the same to everybody. */
export function UseChart({ c, history }: { c: PageContext; history: readonly UsagePoint[] }) {
  const { t } = c.var;
  if (history.length === 0) return null;
  const across = scaleBand<number>()
    .domain(history.map((_, index) => index))
    .range([edge.left, width - edge.right])
    .padding(0.25);
  const up = scaleLinear()
    .domain([0, Math.max(1, ...history.map((point) => point.gallons))])
    .nice(4)
    .range([height - edge.bottom, edge.top]);
  const last = history.at(-1);
  return (
    <figure class="c-chart">
      <figcaption>{t('use-chart.caption', { bills: history.length })}</figcaption>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={t('use-chart.label', {
          bills: history.length,
          gallons: t.number(last?.gallons ?? 0),
          date: last === undefined ? '' : t.date(last.periodEnd),
        })}
      >
        {up.ticks(4).map((tick) => (
          <>
            <line class="c-chart__grid" x1={edge.left} x2={width - edge.right} y1={up(tick)} y2={up(tick)} />
            <text class="c-chart__axis" x={edge.left - 6} y={up(tick) + 4} text-anchor="end">
              {t.number(tick)}
            </text>
          </>
        ))}
        {history.map((point, index) => {
          const x = across(index) ?? 0;
          const shape = index === history.length - 1 ? 'c-chart__bar c-chart__bar--now' : 'c-chart__bar';
          return (
            <>
              <rect
                class={point.estimated ? `${shape} c-chart__bar--estimated` : shape}
                x={x}
                y={up(point.gallons)}
                width={across.bandwidth()}
                height={Math.max(0, up(0) - up(point.gallons))}
                rx={2}
              />
              <text class="c-chart__axis" x={x + across.bandwidth() / 2} y={height - 10} text-anchor="middle">
                {monthShort(point.periodEnd, t.locale)}
              </text>
            </>
          );
        })}
      </svg>
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

const monthShort = (date: Temporal.PlainDate, locale: string): string =>
  date.toLocaleString(locale, { month: 'short' }).replace('.', '').slice(0, 3);
