import { isBefore } from '../../../../domain/kernel/index.ts';
import { type ZoneFlow, zoneFlow } from '../../../../domain/water-balance/index.ts';
import { lastSurvey, zoneDays } from '../../../../usecases/water-balance/index.ts';
import { page } from '../../../components/layout.tsx';
import { List, type ListColumn, listFile } from '../../../components/list/list.tsx';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { may, todayOf } from '../../request.ts';
import { SurveyNote } from '../survey-note.tsx';
import { flowColumns, nightOf } from '../zone/flow-columns.tsx';

/** The last whole week of each zone. */
export async function zonesPage(c: PageContext): Promise<Response> {
  const { t, deps } = c.var;
  const survey = await lastSurvey(deps.db);
  const today = todayOf(c);
  // Today, and the day whose reads are still coming, would pull every mean down.
  const through = today.subtract({ days: 1 });
  const days = await zoneDays(deps.db, { from: through.subtract({ days: 7 }) });
  const zones = [...Map.groupBy(days, ({ zone }) => zone)].flatMap(([zone, all]) => {
    const week = all.filter(({ day }) => isBefore(day, through));
    const flow = zoneFlow(week, nightOf(c));
    return flow === undefined ? [] : [{ zone, meters: week.at(-1)?.meters ?? 0, flow }];
  });
  const title = t('console.zones.title');
  const columns = columnsOf(c);
  return (
    listFile({ c, rows: zones, columns }, 'zones') ??
    page(
      c,
      { title, realm: 'console', width: 'wide' },
      <>
        <h1>{title}</h1>
        <p class="usa-intro">{t('console.zones.intro')}</p>
        {may(c, 'system-water.import') && (
          <p>
            <a href={paths.console.zoneFiles}>{t('console.zone-files.upload')}</a>
          </p>
        )}
        <SurveyNote c={c} survey={survey} />
        <List
          {...{ c, columns }}
          path={paths.console.zones}
          caption={t('console.zones.last-week')}
          empty={t('console.zones.none')}
          rows={zones}
        />
      </>,
    )
  );
}

interface ZoneOfWeek {
  readonly zone: string;
  readonly meters: number;
  readonly flow: ZoneFlow;
}

function columnsOf(c: PageContext): readonly ListColumn<ZoneOfWeek>[] {
  const { t } = c.var;
  return [
    {
      ...{ key: 'zone', heading: t('console.zone'), value: ({ zone }) => zone },
      cell: ({ zone }) => <a href={paths.console.zone(encodeURIComponent(zone))}>{zone}</a>,
    },
    {
      ...{ key: 'meters', heading: t('console.zones.meters'), numeric: true, value: ({ meters }) => meters },
      cell: ({ meters, flow }) =>
        t('console.zones.meters-known', { meters, percent: Math.round(flow.knownShare * 100) }),
    },
    ...flowColumns<ZoneOfWeek>(c, ({ flow }) => flow),
  ];
}
