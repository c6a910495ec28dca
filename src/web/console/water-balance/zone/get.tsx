import { isBefore } from '../../../../domain/kernel/index.ts';
import { type ZoneDay, type ZoneFlow, zoneFlow } from '../../../../domain/water-balance/index.ts';
import { highestAtNight, zoneDays } from '../../../../usecases/water-balance/index.ts';
import { BarChart } from '../../../components/chart/bar-chart.tsx';
import { Icon } from '../../../components/icon.tsx';
import { page } from '../../../components/layout.tsx';
import { Table } from '../../../components/table.tsx';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { todayOf } from '../../request.ts';
import { flowColumns, nightOf } from './flow-columns.tsx';

const weeksShown = 26;

interface Week {
  readonly firstDay: Temporal.PlainDate;
  readonly flow: ZoneFlow;
}

/** A zone week by week: its night flow as a drawing and a table, and the meters that make most of it. */
export async function zonePage(c: PageContext): Promise<Response> {
  const { t, deps } = c.var;
  const zone = c.req.param('zone') ?? '';
  const today = todayOf(c);
  const monday = today.subtract({ days: today.dayOfWeek - 1 });
  const days = await zoneDays(deps.db, { zone, from: monday.subtract({ weeks: weeksShown }) });
  if (days.length === 0) return c.var.refuse('not-found');
  const weeks = weeksOf(c, days, monday);
  const meters = await highestAtNight(deps.db, { zone, day: today, limit: 20 });
  const title = t('console.zones.zone', { zone });
  const last = weeks.at(-1);
  return page(
    c,
    { title, realm: 'console', width: 'wide' },
    <>
      <p>
        <a href={paths.console.zones}>
          <Icon name="back" /> {t('console.zones.title')}
        </a>
      </p>
      <h1>{title}</h1>
      {last !== undefined && (
        <figure class="c-use">
          <figcaption>{t('console.zones.chart')}</figcaption>
          <BarChart
            id="night"
            bars={weeks.map(({ firstDay, flow }) => ({
              label: firstDay.day <= 7 ? t.shortMonth(firstDay) : '',
              text: t('console.zones.bar', {
                day: t.date(firstDay),
                gallons: t.number(flow.nightGallonsAnHour.toFixed(0)),
              }),
              amount: flow.nightGallonsAnHour,
            }))}
            summary={t('console.zones.chart-label', {
              weeks: weeks.length,
              gallons: t.number(last.flow.nightGallonsAnHour.toFixed(0)),
            })}
            tick={(amount) => t.number(amount)}
          />
        </figure>
      )}
      <Table<Week>
        caption={t('console.zones.weeks')}
        empty={t('console.zones.none')}
        rows={weeks.toReversed()}
        columns={[
          { heading: t('console.zones.week-of'), cell: ({ firstDay }) => t.listDate(firstDay) },
          ...flowColumns<Week>(c, ({ flow }) => flow),
        ]}
      />
      <h2>{t('console.zones.most-at-night')}</h2>
      <p>{t('console.zones.most-at-night-intro')}</p>
      <Table
        caption={t('console.zones.most-at-night')}
        empty={t('console.zones.quiet')}
        rows={meters}
        columns={[
          { heading: t('console.meters.meter'), cell: ({ serial }) => serial },
          {
            heading: t('console.account'),
            cell: ({ account, street }) => (
              <>
                {account === undefined ? (
                  t('console.meters.nobody')
                ) : (
                  <a href={paths.console.account(account)}>{account}</a>
                )}
                <br />
                {street}
              </>
            ),
          },
          {
            heading: t('console.leaks.rate'),
            numeric: true,
            cell: ({ nightGallonsAnHour }) => t.number(nightGallonsAnHour.toFixed(1)),
          },
        ]}
      />
    </>,
  );
}

/** Whole weeks, Monday to Sunday, of which enough is known. */
function weeksOf(c: PageContext, days: readonly ZoneDay[], monday: Temporal.PlainDate): readonly Week[] {
  const byWeek = Map.groupBy(days, ({ day }) => day.subtract({ days: day.dayOfWeek - 1 }).toString());
  return [...byWeek].flatMap(([first, all]) => {
    const firstDay = Temporal.PlainDate.from(first);
    const flow = isBefore(firstDay, monday) ? zoneFlow(all, nightOf(c)) : undefined;
    return flow === undefined ? [] : [{ firstDay, flow }];
  });
}
