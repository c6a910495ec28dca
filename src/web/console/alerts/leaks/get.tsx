import { episodeKinds, lossOf, outreachStates, ranDays } from '../../../../domain/alerts/index.ts';
import type { ListAsked } from '../../../../domain/kernel/index.ts';
import { alertRules, type LeakToWork, pageOfLeaks, zonesOfUtility } from '../../../../usecases/alerts/index.ts';
import { alertStanding } from '../../../components/alert-standing.ts';
import { page } from '../../../components/layout.tsx';
import type { Filter } from '../../../components/list/filters.tsx';
import type { ListColumn } from '../../../components/list/list.tsx';
import { LongList, partShown } from '../../../components/list/long-list.tsx';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { todayOf } from '../../request.ts';
import { leaksAsked } from './filter.ts';

/** Where water runs by itself, the largest loss first, and who knows about it. */
export async function leaksPage(c: PageContext): Promise<Response> {
  const { t, deps, now } = c.var;
  const at = { rules: alertRules(deps.utility), now, today: todayOf(c) };
  const list = {
    ...{ c, columns: columnsOf(c) },
    find: (asked: ListAsked) => pageOfLeaks(deps.db, at, { ...asked, ...leaksAsked(c) }),
  };
  const [part, zones] = await Promise.all([partShown(list), zonesOfUtility(deps.db)]);
  const title = t('console.leaks.title');
  return page(
    c,
    { title, realm: 'console', width: 'wide' },
    <>
      <h1>{title}</h1>
      <p class="usa-intro">{t('console.leaks.intro')}</p>
      <p>
        <strong>
          {t('console.leaks.total', {
            count: part.count?.rows ?? 0,
            gallons: t.number(part.gallons.toFixed(0)),
          })}
        </strong>
      </p>
      <LongList
        {...list}
        part={part}
        path={paths.console.leaks}
        file={paths.console.leaksCsv}
        caption={title}
        isCaptionHidden
        empty={t('console.leaks.none')}
        filters={filtersOf(c, zones)}
      />
    </>,
  );
}

function filtersOf(c: PageContext, zones: readonly string[]): readonly Filter[] {
  const { t } = c.var;
  return [
    {
      name: 'kind',
      label: t('console.leaks.kind'),
      options: episodeKinds.map((kind) => [kind, t(`alerts.kind.${kind}`)]),
    },
    {
      name: 'state',
      label: t('console.leaks.state'),
      options: outreachStates.map((state) => [state, t(`console.leaks.state.${state}`)]),
    },
    { name: 'zone', label: t('console.zone'), options: zones.map((zone) => [zone, zone]) },
  ];
}

const tones = {
  untold: ' c-tag--bad',
  told: '',
  'no-answer': ' c-tag--warn',
  reached: ' c-tag--good',
  over: '',
} as const;

function columnsOf(c: PageContext): readonly ListColumn<LeakToWork>[] {
  const { t } = c.var;
  return [
    {
      heading: t('console.account'),
      key: 'account',
      value: (leak) => leak.account,
      cell: (leak) => (
        <div class="c-table__narrow">
          <a href={paths.console.account(leak.account)}>{leak.account}</a>
          <br />
          {leak.contact.name}
          <br />
          {leak.street}
          <br />
          {leak.contact.phone ?? '—'}
        </div>
      ),
    },
    {
      heading: t('console.leaks.kind'),
      key: 'kind',
      value: (leak) => leak.kind,
      cell: (leak) => (
        <div class="c-table__narrow">
          {t(`alerts.kind.${leak.kind}`)}
          <br />
          {alertStanding(t, leak)}
        </div>
      ),
    },
    {
      heading: t('console.leaks.state'),
      key: 'state',
      value: (leak) => leak.state,
      cell: (leak) => (
        <div>
          <span class={`c-tag${tones[leak.state]}`}>{t(`console.leaks.state.${leak.state}`)}</span>
          <br />
          <a href={paths.console.leak(`${leak.id}`)} aria-label={t('console.leaks.work-on', { account: leak.account })}>
            {t('console.leaks.work')}
          </a>
        </div>
      ),
    },
    {
      heading: t('console.leaks.lost'),
      key: 'loss',
      value: (leak) => lossOf(leak),
      numeric: true,
      cell: (leak) => t.number(lossOf(leak).toFixed(0)),
    },
    {
      heading: t('console.leaks.rate'),
      key: 'rate',
      value: (leak) => leak.gallonsAnHour,
      numeric: true,
      cell: (leak) => t.number(leak.gallonsAnHour.toFixed(1)),
    },
    {
      heading: t('console.leaks.days'),
      key: 'age',
      value: (leak) => ranDays(leak),
      numeric: true,
      cell: (leak) => t.number(ranDays(leak).toFixed(1)),
    },
    {
      heading: t('console.zone'),
      key: 'zone',
      value: ({ contact }) => contact.zone,
      cell: ({ contact }) => contact.zone,
    },
  ];
}
