import type { Run } from '../../domain/alerts/index.ts';
import type { PageContext } from '../page.ts';
import { Table } from './table.tsx';

/** When a leak that comes and goes ran, and what it took each time: the latest first. */
export function LeakRuns(props: {
  t: PageContext['var']['t'];
  runs: readonly Run[];
  show: (gallons: number) => string;
}) {
  const { t, runs, show } = props;
  return (
    <Table
      caption={t('alerts.runs')}
      empty={t('alerts.none')}
      rows={runs.toReversed()}
      columns={[
        { heading: t('alerts.run-from'), cell: ({ from }) => t.date(from) },
        { heading: t('alerts.run-to'), cell: ({ to }) => t.date(to) },
        { heading: t('alerts.lost'), numeric: true, cell: ({ gallons }) => show(gallons) },
      ]}
    />
  );
}
