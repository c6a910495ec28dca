import type { ReadsReport } from '../../../usecases/metering/index.ts';
import { problemText } from '../../components/form.tsx';
import { SummaryList } from '../../components/summary-list.tsx';
import type { PageContext } from '../../page.ts';

/** What an import did or would do, so that every line of the file is accounted for; its headings are of level 3. */
export function ReadsReportView({ c, report }: { c: PageContext; report: ReadsReport }) {
  const { t } = c.var;
  const skipped = Object.entries(report.skipped).filter(([, count]) => count > 0);
  // Imports of before these were counted have none of them.
  const hours = Object.entries(report.hours ?? {}).filter(([, count]) => count > 0);
  const moved = (
    [
      ['console.reads.snapped', report.moved?.snapped ?? 0],
      ['console.reads.shared', report.moved?.shared ?? 0],
      ['console.reads.rounded', report.rounded ?? 0],
      ['console.reads.contradicted', report.contradicted ?? 0],
      ['console.reads.route-kept', report.route?.kept ?? 0],
      ['console.reads.route-refused', report.route?.refused ?? 0],
      ['console.reads.route-doubted', report.route?.doubted ?? 0],
    ] as const
  ).filter(([, count]) => count > 0);
  const counted = [
    ['console.files.lines', report.lines],
    ['console.reads.reads', report.reads],
    ['console.reads.fresh', report.tally.fresh],
    ['console.reads.changed', report.tally.changed],
    ['console.reads.duplicate', report.tally.duplicate],
    ['console.reads.overtaken', report.tally.overtaken],
    ['console.reads.meters', report.meters],
    ['console.reads.days', report.days],
    ['console.files.refused', report.refused.lines],
  ] as const;
  return (
    <>
      <SummaryList
        rows={[
          { term: t('console.reads.format'), value: report.format },
          ...counted.map(([key, count]) => ({
            term: t(key),
            value: t.number(count),
            strong: key === 'console.files.refused' && count > 0,
          })),
          ...skipped.map(([reason, count]) => ({
            term: t('console.reads.skipped', { reason: t.maybe(`console.reads.skip.${reason}`) }),
            value: t.number(count),
          })),
          ...(report.encoding === undefined || report.encoding === 'utf-8'
            ? []
            : [{ term: t('console.reads.encoding'), value: report.encoding }]),
          ...hours.map(([quality, count]) => ({
            term: t('console.reads.hours', { quality: t.maybe(`console.reads.hours.${quality}`) }),
            value: t.number(count),
          })),
          ...moved.map(([key, count]) => ({ term: t(key), value: t.number(count) })),
          ...(report.empty > 0 ? [{ term: t('console.reads.empty'), value: t.number(report.empty) }] : []),
        ]}
      />
      {report.doubts.count > 0 && (
        <>
          <h3>{t('console.reads.doubts', { count: report.doubts.count })}</h3>
          <ul class="usa-list">
            {report.doubts.first.map((problem) => (
              <li>{problemText(c, problem)}</li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
