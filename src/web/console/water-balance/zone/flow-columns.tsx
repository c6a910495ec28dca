import type { ZoneFlow } from '../../../../domain/water-balance/index.ts';
import type { Column } from '../../../components/table.tsx';
import type { PageContext } from '../../../page.ts';

/** The hours that count as night. */
export const nightOf = (c: PageContext): { from: number; to: number } => {
  const { night } = c.var.deps.utility.system_water;
  return { from: night.from_hour, to: night.to_hour };
};

/** What a stretch of days of a zone comes to, as columns. */
export function flowColumns<Row>(c: PageContext, flowOf: (row: Row) => ZoneFlow): Column<Row>[] {
  const { t } = c.var;
  return [
    { heading: t('console.zones.a-day'), numeric: true, cell: (row) => t.number(flowOf(row).gallonsADay.toFixed(0)) },
    {
      heading: t('console.zones.night'),
      numeric: true,
      cell: (row) => t.number(flowOf(row).nightGallonsAnHour.toFixed(0)),
    },
    {
      heading: t('console.zones.night-a-meter'),
      numeric: true,
      cell: (row) => t.number(flowOf(row).nightGallonsAMeter.toFixed(2)),
    },
    {
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
      heading: t('console.zones.peak-day'),
      cell: (row) => {
        const { day, gallons } = flowOf(row).peakDay;
        return t('console.zones.peak', { gallons: t.number(gallons.toFixed(0)), when: t.shortDate(day) });
      },
    },
  ];
}
