import { episodeKinds, hoursRun, lossOf, outreachStates } from '../../../../domain/alerts/index.ts';
import { alertRules, type LeakToWork, leaksToWork, zonesOfUtility } from '../../../../usecases/alerts/index.ts';
import { page } from '../../../components/layout.tsx';
import { Pagination } from '../../../components/pagination.tsx';
import { Table } from '../../../components/table.tsx';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { pageNumber, sameQuery, todayOf } from '../../request.ts';
import { Filters, WaterNav } from '../../water-balance/index.ts';
import { askedFor, leakOrders } from './filter.ts';

const pageSize = 50;

/** Where water runs by itself, the largest loss first, and who knows of it. */
export async function leaksPage(c: PageContext): Promise<Response> {
  const { t, deps, now } = c.var;
  const leaks = askedFor(c, await leaksToWork(deps.db, { rules: alertRules(deps.utility), now, today: todayOf(c) }));
  const zones = await zonesOfUtility(deps.db);
  const number = pageNumber(c);
  const title = t('console.leaks.title');
  return page(
    c,
    { title, realm: 'console', width: 'wide' },
    <>
      <WaterNav c={c} />
      <h1>{title}</h1>
      <p class="usa-intro">{t('console.leaks.intro')}</p>
      <Filters
        c={c}
        action={paths.console.leaks}
        filters={[
          {
            name: 'sort',
            label: t('console.leaks.sort'),
            options: leakOrders.map((order) => [order, t(`console.leaks.sort.${order}`)]),
          },
          {
            name: 'kind',
            label: t('console.leaks.kind'),
            all: t('console.filter.all'),
            options: episodeKinds.map((kind) => [kind, t(`alerts.kind.${kind}`)]),
          },
          {
            name: 'state',
            label: t('console.leaks.state'),
            all: t('console.leaks.state.open'),
            options: outreachStates.map((state) => [state, t(`console.leaks.state.${state}`)]),
          },
          {
            name: 'zone',
            label: t('console.zone'),
            all: t('console.filter.all'),
            options: zones.map((zone) => [zone, zone]),
          },
        ]}
      />
      <p>
        <strong>
          {t('console.leaks.total', {
            count: leaks.length,
            gallons: t.number(leaks.reduce((sum, leak) => sum + lossOf(leak), 0).toFixed(0)),
          })}
        </strong>{' '}
        <a href={sameQuery(c, paths.console.leaksCsv, { page: '' })}>{t('console.download-csv')}</a>
      </p>
      <LeakTable c={c} leaks={leaks.slice((number - 1) * pageSize, number * pageSize)} />
      <Pagination
        c={c}
        page={number}
        pages={Math.ceil(leaks.length / pageSize)}
        hrefOf={(to) => sameQuery(c, paths.console.leaks, { page: `${to}` })}
      />
    </>,
  );
}

const tones = {
  untold: ' c-tag--bad',
  told: '',
  'no-answer': ' c-tag--warn',
  reached: ' c-tag--good',
  over: '',
} as const;

function LeakTable({ c, leaks }: { c: PageContext; leaks: readonly LeakToWork[] }) {
  const { t } = c.var;
  return (
    <Table
      caption={t('console.leaks.title')}
      empty={t('console.leaks.none')}
      rows={leaks}
      columns={[
        {
          heading: t('console.account'),
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
          cell: (leak) => (
            <div class="c-table__narrow">
              {t(`alerts.kind.${leak.kind}`)}
              <br />
              {t(`alerts.standing.${leak.standing}`)}
            </div>
          ),
        },
        {
          heading: t('console.leaks.state'),
          cell: (leak) => (
            <div>
              <span class={`c-tag${tones[leak.state]}`}>{t(`console.leaks.state.${leak.state}`)}</span>
              <br />
              <a
                href={paths.console.leak(`${leak.id}`)}
                aria-label={t('console.leaks.work-on', { account: leak.account })}
              >
                {t('console.leaks.work')}
              </a>
            </div>
          ),
        },
        { heading: t('console.leaks.lost'), numeric: true, cell: (leak) => t.number(lossOf(leak).toFixed(0)) },
        { heading: t('console.leaks.rate'), numeric: true, cell: (leak) => t.number(leak.gallonsAnHour.toFixed(1)) },
        { heading: t('console.leaks.days'), numeric: true, cell: (leak) => t.number((hoursRun(leak) / 24).toFixed(1)) },
        { heading: t('console.zone'), cell: ({ contact }) => contact.zone },
      ]}
    />
  );
}
