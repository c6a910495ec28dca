import { formatAccountNumber } from '../../../../domain/accounts/index.ts';
import { isOpen, lossOf } from '../../../../domain/alerts/index.ts';
import { alertChoices, alertRules, loadAlerts } from '../../../../usecases/alerts/index.ts';
import { page } from '../../../components/layout.tsx';
import { Table } from '../../../components/table.tsx';
import { accountOf } from '../../../middleware/require.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { water } from '../water.ts';

/** The account's alerts: what runs now first, then what was. */
export async function alertsPage(c: PageContext): Promise<Response> {
  const { t, deps } = c.var;
  const account = accountOf(c);
  const number = formatAccountNumber(account.number);
  const [alerts, choices] = await Promise.all([
    loadAlerts(deps.db, account, alertRules(deps.utility)),
    alertChoices(deps.db, account),
  ]);
  return page(
    c,
    { title: t('alerts.title'), width: 'wide' },
    <>
      <h1>{t('alerts.title')}</h1>
      <p class="usa-intro">{t('alerts.intro')}</p>
      <Table
        caption={t('alerts.caption')}
        empty={t('alerts.none')}
        rows={alerts.toSorted((a, b) => Number(isOpen(b.standing)) - Number(isOpen(a.standing)))}
        columns={[
          {
            heading: t('alerts.what'),
            cell: (alert) => <a href={paths.alert(number, String(alert.id))}>{t(`alerts.kind.${alert.kind}`)}</a>,
          },
          { heading: t('alerts.began'), cell: (alert) => t.moment(alert.began) },
          {
            heading: t('alerts.state'),
            cell: (alert) => <span class={tagOf(alert.standing)}>{t(`alerts.standing.${alert.standing}`)}</span>,
          },
          {
            heading: t('alerts.lost'),
            numeric: true,
            cell: (alert) => (alert.kind === 'no-flow' ? '—' : water(c, lossOf(alert), choices.unit)),
          },
        ]}
      />
      <p>
        <a href={paths.alertSettings(number)}>{t('alerts.settings.title')}</a>
      </p>
      <p>
        <a href={paths.vacations(number)}>{t('vacations.title')}</a>
      </p>
    </>,
  );
}

export const tagOf = (standing: Parameters<typeof isOpen>[0]): string =>
  standing === 'running' || standing === 'running-after-fix'
    ? 'c-tag c-tag--bad'
    : standing === 'checking'
      ? 'c-tag c-tag--warn'
      : 'c-tag c-tag--good';
