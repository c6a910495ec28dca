import { BarChart } from '../../../components/chart/bar-chart.tsx';
import { ChartFrame } from '../../../components/chart/chart-frame.tsx';
import { Table } from '../../../components/table.tsx';
import { amountText, waterText } from '../../../components/use/use-words.ts';
import type { SidesProps } from './side-by-side.tsx';

/** The days of two bills over each other, first day beside first day; nothing where neither has hourly reads. */
export function BillDaysFigure({ c, unit, now, before }: SidesProps) {
  const { t } = c.var;
  const count = Math.max(now.use.days.length, before.use.days.length);
  const days = Array.from({ length: count }, (_, index) => [now.use.days[index], before.use.days[index]] as const);
  if (days.every(([is, was]) => is?.water === undefined && was?.water === undefined)) return null;
  const measure = { unit, scale: 'day' } as const;
  const names = { now: t.date(now.bill.issuedOn), before: t.date(before.bill.issuedOn) };
  return (
    <figure class="c-use">
      <figcaption>{t('bill-comparison.day-by-day', { unit: t(`alerts.unit.${unit}`) })}</figcaption>
      <ChartFrame c={c} compare={t('bill-comparison.toggle', names)}>
        <BarChart
          id="bill-days"
          summary={t('bill-comparison.chart-label', names)}
          tick={(amount) => t.number(amount)}
          bars={days.map(([is, was], index) => ({
            label: index % 7 === 0 ? String(index + 1) : '',
            text: [
              `${is === undefined ? t('bill-comparison.day', { day: index + 1 }) : t.shortDate(is.firstDay)}: ${
                is?.water === undefined ? t('use.no-reads') : waterText(t, is.water, measure)
              }`,
              ...(was?.water === undefined
                ? []
                : [t('use.beside-was', { stretch: t.date(was.firstDay), amount: waterText(t, was.water, measure) })]),
            ].join(' · '),
            ...(is?.water === undefined ? {} : { amount: is.water.valueOf() }),
            ...(was?.water === undefined ? {} : { before: was.water.valueOf() }),
            isEstimated: (is?.estimated ?? 0) > 0,
          }))}
        />
      </ChartFrame>
      <ul class="c-use__key">
        <li class="c-use__key-before">{t('bill-comparison.outline', names)}</li>
      </ul>
      <details>
        <summary>{t('use.table')}</summary>
        <Table
          caption={t('bill-comparison.day-by-day', { unit: t(`alerts.unit.${unit}`) })}
          empty=""
          rows={[...days.entries()]}
          columns={[
            { heading: t('bill-comparison.day-column'), cell: ([index]) => t.number(index + 1) },
            {
              heading: names.now,
              numeric: true,
              cell: ([, [is]]) => (is?.water === undefined ? '—' : amountText(t, is.water, measure)),
            },
            {
              heading: names.before,
              numeric: true,
              cell: ([, [, was]]) => (was?.water === undefined ? '—' : amountText(t, was.water, measure)),
            },
          ]}
        />
      </details>
    </figure>
  );
}
