import type { ReadingUnit } from '../../../domain/alerts/index.ts';
import type { BilledUse } from '../../../usecases/usage/index.ts';
import type { PageContext } from '../../page.ts';
import { BarChart } from '../chart/bar-chart.tsx';
import { ChartFrame } from '../chart/chart-frame.tsx';
import { type Column, Table } from '../table.tsx';
import { stripsOf, WeatherKey, weatherFrom, weatherUnits } from './use-weather.tsx';
import { amountText, waterText } from './use-words.ts';
import { degreesText, rainText, weatherText } from './weather-words.ts';

export interface BilledFigureProps {
  readonly c: PageContext;
  readonly billed: readonly BilledUse[];
  readonly unit: ReadingUnit;
  /** The bars are the water or the charges of each bill. */
  readonly show: 'water' | 'cost';
  /** Where the weather of the bills' days came from. */
  readonly weather: { readonly source: string } | undefined;
  readonly hrefOfBill: (bill: string) => string;
}

/** Use and cost by bill: also for a meter that is read once a month. */
export function BilledFigure({ c, billed, unit, show, weather, hrefOfBill }: BilledFigureProps) {
  const { t } = c.var;
  const measure = { unit, scale: 'month' } as const;
  if (billed.length === 0) return <p class="c-empty">{t('bills.none')}</p>;
  const days = (bill: BilledUse) => bill.periodStart.until(bill.periodEnd).days;
  const hasWeather = billed.some((bill) => bill.weather !== undefined);
  const units = weatherUnits(c);
  const amountOf = (bill: Pick<BilledUse, 'water' | 'charges'>) =>
    show === 'cost' ? bill.charges / 100 : bill.water.valueOf();
  return (
    <figure class="c-use">
      <figcaption>
        {t('use.caption.bill', { unit: show === 'cost' ? t('use.dollars') : t(`alerts.unit.${unit}`) })}
      </figcaption>
      <ChartFrame c={c}>
        <BarChart
          id="billed"
          summary={t('use.billed-label', { bills: billed.length })}
          tick={(amount) => `${show === 'cost' ? '$' : ''}${t.number(amount)}`}
          bars={billed.map((bill) => ({
            // A bill through the first of a month is of the month before.
            label: t.shortMonth(bill.periodEnd.subtract({ days: 1 })),
            text: [
              t('use.billed-bar', {
                date: t.date(bill.periodEnd),
                water: waterText(t, bill.water, measure),
                amount: t.money(bill.charges),
              }),
              ...(bill.estimated ? [t('use.estimated')] : []),
              ...(bill.weather === undefined ? [] : [weatherText(t, units, bill.weather)]),
              ...(bill.yearAgo === undefined
                ? []
                : [
                    t('use.beside-was', {
                      stretch: t('use.year-ago'),
                      amount: `${waterText(t, bill.yearAgo.water, measure)}, ${t.money(bill.yearAgo.charges)}`,
                    }),
                  ]),
            ].join(' · '),
            amount: amountOf(bill),
            isEstimated: bill.estimated,
            ...(bill.yearAgo === undefined ? {} : { before: amountOf(bill.yearAgo) }),
            href: hrefOfBill(bill.bill),
          }))}
          {...stripsOf(
            c,
            billed.map((bill) => bill.weather),
          )}
        />
      </ChartFrame>
      {hasWeather && (
        <>
          <ul class="c-use__key">
            <WeatherKey c={c} isDay={false} />
          </ul>
          <p class="c-use__source">{weatherFrom(c, { isSimulated: weather?.source === 'simulated' })}</p>
        </>
      )}
      <Table
        caption={t('use.billed-caption', { bills: billed.length })}
        empty=""
        rows={billed.toReversed()}
        columns={[
          {
            heading: t('use-chart.until'),
            cell: (bill) => <a href={hrefOfBill(bill.bill)}>{t.date(bill.periodEnd)}</a>,
          },
          {
            heading: t(`alerts.unit.${unit}`),
            numeric: true,
            cell: (bill) =>
              bill.estimated
                ? t('use-chart.estimated', { gallons: amountText(t, bill.water, measure) })
                : amountText(t, bill.water, measure),
          },
          { heading: t('use-chart.days'), numeric: true, cell: days },
          {
            heading: t('use.per-day'),
            numeric: true,
            cell: (bill) => amountText(t, bill.water.div(Math.max(1, days(bill))), measure),
          },
          { heading: t('bills.new-charges'), numeric: true, cell: (bill) => t.money(bill.charges) },
          ...(hasWeather ? weatherOfBills(c) : []),
          {
            heading: t('use.year-ago'),
            numeric: true,
            cell: ({ yearAgo }) =>
              yearAgo === undefined
                ? '—'
                : show === 'cost'
                  ? t.money(yearAgo.charges)
                  : amountText(t, yearAgo.water, measure),
          },
        ]}
      />
    </figure>
  );
}

/** The average high and the rain of each bill's days. */
function weatherOfBills(c: PageContext): readonly Column<BilledUse>[] {
  const { t } = c.var;
  const units = weatherUnits(c);
  return [
    {
      heading: t('use.weather-column-high-mean'),
      numeric: true,
      cell: ({ weather }) => (weather?.highCelsius === undefined ? '—' : degreesText(t, units, weather.highCelsius)),
    },
    {
      heading: t('use.weather-column-rain'),
      numeric: true,
      cell: ({ weather }) =>
        weather?.rainMillimetres === undefined ? '—' : rainText(t, units, weather.rainMillimetres),
    },
  ];
}
