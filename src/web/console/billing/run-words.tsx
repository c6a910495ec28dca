import { findingValues } from '../../../domain/billing/index.ts';
import type { ReviewedBill, RunHistoryItem } from '../../../usecases/billing/index.ts';
import type { PageContext } from '../../page.ts';
import { paths } from '../../paths.ts';

/** What the rules found about a bill, in words. */
export function Findings({ c, findings }: { c: PageContext; findings: ReviewedBill['findings'] }) {
  const { t } = c.var;
  if (findings.length === 0) return <>{t('console.run.nothing-found')}</>;
  return (
    <ul class="usa-list">
      {findings.map(({ rule, params }) => (
        <li>
          <strong>{t.maybe(`review.rule.${rule}`)}.</strong>{' '}
          {t.maybe(`review.found.${rule}`, findingValues({ params }, t.date))}
        </li>
      ))}
    </ul>
  );
}

/** Who did what to a run or decided about its bills, the latest first. */
export function History({ c, runId, history }: { c: PageContext; runId: number; history: readonly RunHistoryItem[] }) {
  const { t } = c.var;
  if (history.length === 0) return null;
  return (
    <>
      <h2>{t('console.run.history')}</h2>
      <ul class="usa-list">
        {history.map((one) => (
          <li>
            <strong>{t.maybe(`console.run.did.${one.what}`)}</strong>
            {one.bills > 1 && <> · {t('console.run.of-bills', { bills: one.bills })}</>}
            {one.billNumber !== undefined && (
              <>
                {' '}
                · <a href={paths.console.billRunBill(`${runId}`, one.billNumber)}>{one.billNumber}</a>
              </>
            )}{' '}
            · {one.staffName ?? t('console.run.by-itself')} · {t.stamp(one.at)}
            {one.what === 'cancelled-in-part' && (
              <>
                <br />
                {t('console.run.in-part', {
                  cancelled: Number(one.detail['cancelled'] ?? 0),
                  kept: Number(one.detail['kept'] ?? 0),
                })}
              </>
            )}
            {one.reason !== '' && (
              <>
                <br />
                {one.reason}
              </>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
