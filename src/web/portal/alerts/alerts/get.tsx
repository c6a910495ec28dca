import { isOpen, lossOf } from '../../../../domain/alerts/index.ts';
import { alertChoices, alertRules, loadAlerts } from '../../../../usecases/alerts/index.ts';
import { unlessHoursAway } from '../../../../usecases/health/index.ts';
import { placesOfMeters } from '../../../../usecases/usage/index.ts';
import { alertStanding } from '../../../components/alert-standing.ts';
import { page } from '../../../components/layout.tsx';
import { PageList, type PageOfList } from '../../../components/page-list.tsx';
import { Table } from '../../../components/table.tsx';
import { placeName } from '../../../components/use/place-choice.tsx';
import { accountOf } from '../../../middleware/require.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { unwatchedText } from '../unwatched.ts';
import { water } from '../water.ts';

/** The account's alerts: what runs now first, then what was. */
export async function alertsPage(c: PageContext): Promise<Response> {
  const { t, deps } = c.var;
  const account = accountOf(c);
  const number = account.number;
  const found = loadAlerts(deps.db, account, alertRules(deps.utility));
  const [alerts, told, choices, unwatched] = await Promise.all([
    found,
    unlessHoursAway(
      placesOfMeters(
        deps.db,
        account.accountId,
        found.then((all) => all.map(({ meterId }) => meterId)),
      ),
    ),
    alertChoices(deps.db, account),
    unwatchedText(c),
  ]);
  const places = told === 'hours-away' ? new Map<number, never>() : told;
  return page(
    c,
    { title: t('alerts.title'), width: 'wide' },
    <>
      <h1>{t('alerts.title')}</h1>
      <p class="usa-intro">{unwatched ?? t('alerts.intro')}</p>
      <Table
        caption={t('alerts.caption')}
        isCaptionHidden
        empty={t(unwatched === undefined ? 'alerts.none' : 'alerts.none-unwatched')}
        rows={alerts.toSorted((a, b) => Number(isOpen(b.standing)) - Number(isOpen(a.standing)))}
        columns={[
          {
            heading: t('alerts.what'),
            cell: (alert) => <a href={paths.alert(number, String(alert.id))}>{t(`alerts.kind.${alert.kind}`)}</a>,
          },
          ...(places.size === 0
            ? []
            : [
                {
                  heading: t('alerts.place'),
                  cell: ({ meterId }: { readonly meterId: number }) => {
                    const place = places.get(meterId);
                    return place === undefined ? '—' : placeName(c, place);
                  },
                },
              ]),
          { heading: t('alerts.began'), cell: (alert) => t.stamp(alert.began) },
          {
            heading: t('alerts.state'),
            onPhone: 'beside',
            cell: (alert) => <span class={tagOf(alert.standing)}>{alertStanding(t, alert)}</span>,
          },
          {
            heading: t('alerts.lost'),
            numeric: true,
            cell: (alert) => (alert.kind === 'no-flow' ? '—' : water(c, lossOf(alert), choices.unit)),
          },
        ]}
      />
      <PageList label={t('alerts.title')} pages={pagesOf(c, number)} />
    </>,
  );
}

function pagesOf(c: PageContext, number: string): readonly PageOfList[] {
  const { t, deps } = c.var;
  const { rights, role } = accountOf(c);
  return [
    {
      ...{ href: paths.alertSettings(number), name: t('alerts.settings.title'), icon: 'settings' },
      says: t('alerts.says-settings'),
    },
    ...(rights.includes('manage')
      ? [
          {
            ...{ href: paths.vacations(number), name: t('vacations.title'), icon: 'away' as const },
            says: t('alerts.says-vacations'),
          },
        ]
      : []),
    ...(deps.carrier === undefined
      ? []
      : [{ href: paths.phone, name: t('phone.title'), icon: 'phone' as const, says: t('alerts.says-phone') }]),
    ...(role === 'owner'
      ? [
          {
            ...{ href: paths.notices(number), name: t('notices.title'), icon: 'mail' as const },
            says: t('alerts.says-notices'),
          },
        ]
      : []),
  ];
}

export const tagOf = (standing: Parameters<typeof isOpen>[0]): string =>
  standing === 'running' || standing === 'running-after-fix'
    ? 'c-tag c-tag--bad'
    : standing === 'checking'
      ? 'c-tag c-tag--warn'
      : 'c-tag c-tag--good';
