import { type AccountAlert, alertRules, leaksOfAccount } from '../../../../usecases/alerts/index.ts';
import { alertStanding } from '../../../components/alert-standing.ts';
import { Table } from '../../../components/table.tsx';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { may } from '../../request.ts';
import { accountTab, viewedAccount } from '../account-frame.tsx';
import { ServiceCard } from '../cards.tsx';

/** Where water is served and by which meter, and the leaks that its hours showed. */
export async function accountWaterPage(c: PageContext): Promise<Response> {
  const { t, deps } = c.var;
  const view = await viewedAccount(c);
  if (view === undefined) return c.var.refuse('not-found');
  const leaks = await leaksOfAccount(deps.db, view.accountId, alertRules(deps.utility));
  return accountTab(
    c,
    { view, tab: 'water' },
    <>
      <ServiceCard c={c} view={view} />
      <h2>{t('console.leaks.title')}</h2>
      <Table
        caption={t('console.leaks.title')}
        isCaptionHidden
        empty={t('console.water.no-leaks')}
        rows={leaks}
        columns={[
          {
            heading: t('console.leaks.kind'),
            cell: (leak: AccountAlert) =>
              may(c, 'leak.view') ? (
                <a href={paths.console.leak(String(leak.id))}>{t(`alerts.kind.${leak.kind}`)}</a>
              ) : (
                t(`alerts.kind.${leak.kind}`)
              ),
          },
          { heading: t('console.state'), cell: (leak: AccountAlert) => alertStanding(t, leak) },
          { heading: t('console.water.began'), cell: (leak: AccountAlert) => t.stamp(leak.began) },
          {
            heading: t('console.leaks.rate'),
            numeric: true,
            cell: (leak: AccountAlert) => t.number(leak.gallonsAnHour.toFixed(1)),
          },
        ]}
      />
    </>,
  );
}
