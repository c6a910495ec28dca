import { scaleBand, scaleLinear } from 'd3-scale';
import { cents } from '../../../../domain/kernel/index.ts';
import type { DueDateAtRisk } from '../../../../usecases/transition/index.ts';
import type { PageContext } from '../../../page.ts';

const width = 640;
const height = 220;
const margin = { top: 12, right: 8, bottom: 44, left: 72 };
/** More bars than this could not be told apart on a phone; the table beside the chart has them all. */
const maxBars = 31;

/** Money at risk by due date, as a drawing; the table beside it says the same, so that nobody needs the drawing. */
export function MoneyChart({ c, days }: { c: PageContext; days: readonly DueDateAtRisk[] }) {
  const { t } = c.var;
  const shown = days.slice(0, maxBars);
  if (shown.length === 0) return null;
  const x = scaleBand<string>(
    shown.map((day) => day.dueOn.toString()),
    [margin.left, width - margin.right],
  ).padding(0.2);
  const y = scaleLinear([0, Math.max(...shown.map((day) => day.owed))], [height - margin.bottom, margin.top]).nice(4);
  const labelEvery = Math.ceil(shown.length / 7);
  return (
    <svg
      class="c-chart"
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={t('console.transition.chart-label', { count: shown.length })}
      width="100%"
    >
      {y.ticks(4).map((tick) => (
        <>
          <line x1={margin.left} x2={width - margin.right} y1={y(tick)} y2={y(tick)} stroke="#c9d2d9" />
          <text x={margin.left - 8} y={y(tick) + 4} text-anchor="end" font-size="12" fill="currentColor">
            {t.money(cents(Math.round(tick)))}
          </text>
        </>
      ))}
      {shown.map((day, position) => {
        const left = x(day.dueOn.toString()) ?? 0;
        return (
          <>
            <rect
              x={left}
              y={y(day.owed)}
              width={x.bandwidth()}
              height={height - margin.bottom - y(day.owed)}
              fill="var(--accent)"
            />
            {position % labelEvery === 0 && (
              <text
                x={left + x.bandwidth() / 2}
                y={height - margin.bottom + 18}
                text-anchor="middle"
                font-size="12"
                fill="currentColor"
              >
                {`${day.dueOn.month}/${day.dueOn.day}`}
              </text>
            )}
          </>
        );
      })}
      <text x={(margin.left + width) / 2} y={height - 6} text-anchor="middle" font-size="12" fill="currentColor">
        {t('console.due-on')}
      </text>
    </svg>
  );
}
