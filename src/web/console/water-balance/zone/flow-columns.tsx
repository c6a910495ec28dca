import type { ZoneFlow } from '../../../../domain/water-balance/index.ts';
import type { ListColumn } from '../../../components/list/list.tsx';
import type { PageContext } from '../../../page.ts';

/** The hours that count as night. */
export const nightOf = (c: PageContext): { from: number; to: number } => {
  const { night } = c.var.deps.utility.system_water;
  return { from: night.from_hour, to: night.to_hour };
};

/** What a stretch of days of a zone comes to, as columns. */
export function flowColumns<Row>(c: PageContext, flowOf: (row: Row) => ZoneFlow): readonly ListColumn<Row>[] {
  const { t } = c.var;
  return [
    {
      key: 'gallons_a_day',
      value: (row) => Math.round(flowOf(row).gallonsADay),
      heading: t('console.zones.a-day'),
      numeric: true,
      cell: (row) => t.number(flowOf(row).gallonsADay.toFixed(0)),
    },
    {
      key: 'night_gallons_an_hour',
      value: (row) => Math.round(flowOf(row).nightGallonsAnHour),
      heading: t('console.zones.night'),
      numeric: true,
      cell: (row) => t.number(flowOf(row).nightGallonsAnHour.toFixed(0)),
    },
    {
      key: 'night_gallons_a_meter',
      value: (row) => Number(flowOf(row).nightGallonsAMeter.toFixed(2)),
      heading: t('console.zones.night-a-meter'),
      numeric: true,
      cell: (row) => t.number(flowOf(row).nightGallonsAMeter.toFixed(2), 2),
    },
    {
      key: 'peak_hour_gallons',
      value: (row) => Math.round(flowOf(row).peakHour.gallons),
      heading: t('console.zones.peak-hour'),
      cell: (row) => {
        const { day, hour, gallons } = flowOf(row).peakHour;
        return t('console.zones.peak', {
          gallons: t.number(gallons.toFixed(0)),
          when: `${t.shortDate(day)}, ${t.hour(Math.min(23, hour))}`,
        });
      },
    },
    {
      key: 'peak_day_gallons',
      value: (row) => Math.round(flowOf(row).peakDay.gallons),
      heading: t('console.zones.peak-day'),
      cell: (row) => {
        const { day, gallons } = flowOf(row).peakDay;
        return t('console.zones.peak', { gallons: t.number(gallons.toFixed(0)), when: t.shortDate(day) });
      },
    },
  ];
}
