import { csvText } from '../../../../usecases/transition/index.ts';
import {
  type ConcerningMeter,
  concerningMeters,
  lastSurvey,
  type MeterConcern,
  meterConcerns,
} from '../../../../usecases/water-balance/index.ts';
import { page } from '../../../components/layout.tsx';
import { Pagination } from '../../../components/pagination.tsx';
import { Table } from '../../../components/table.tsx';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { pageNumber, sameQuery, todayOf } from '../../request.ts';
import { Filters } from '../filters.tsx';
import { SurveyNote } from '../survey-note.tsx';
import { WaterNav } from '../water-nav.tsx';

const pageSize = 50;

async function asked(c: PageContext): Promise<readonly ConcerningMeter[]> {
  const { deps } = c.var;
  const { zero_use_days, unbilled_days } = deps.utility.system_water;
  const concern = meterConcerns.find((one) => one === c.req.query('concern'));
  const meters = await concerningMeters(deps.db, {
    day: todayOf(c),
    zone: deps.utility.time_zone,
    zeroDays: zero_use_days,
    unbilledDays: unbilled_days,
  });
  return concern === undefined ? meters : meters.filter((one) => one.concern === concern);
}

/** Meters that stand still, and water that nobody is billed for. */
export async function metersPage(c: PageContext): Promise<Response> {
  const { t, deps } = c.var;
  const { zero_use_days, unbilled_days } = deps.utility.system_water;
  const meters = await asked(c);
  const number = pageNumber(c);
  const title = t('console.meters.title');
  return page(
    c,
    { title, realm: 'console', width: 'wide' },
    <>
      <WaterNav c={c} />
      <h1>{title}</h1>
      <p class="usa-intro">{t('console.meters.intro')}</p>
      <SurveyNote c={c} survey={await lastSurvey(deps.db)} />
      <ul class="usa-list">
        <li>
          {t('console.meters.rule.zero', { days: zero_use_days })} {t('console.meters.to-do.zero')}
        </li>
        <li>
          {t('console.meters.rule.unowned')} {t('console.meters.to-do.unowned')}
        </li>
        <li>
          {t('console.meters.rule.unbilled', { days: unbilled_days })} {t('console.meters.to-do.unbilled')}
        </li>
      </ul>
      <Filters
        c={c}
        action={paths.console.meters}
        filters={[
          {
            name: 'concern',
            label: t('console.meters.concern'),
            all: t('console.filter.all'),
            options: meterConcerns.map((concern) => [concern, t(`console.meters.concern.${concern}`)]),
          },
        ]}
      />
      <p>
        <strong>{t('console.meters.total', { count: meters.length })}</strong>{' '}
        <a href={sameQuery(c, paths.console.metersCsv, { page: '' })}>{t('console.download-csv')}</a>
      </p>
      <MeterTable c={c} meters={meters.slice((number - 1) * pageSize, number * pageSize)} />
      <Pagination
        c={c}
        page={number}
        pages={Math.ceil(meters.length / pageSize)}
        hrefOf={(to) => sameQuery(c, paths.console.meters, { page: `${to}` })}
      />
    </>,
  );
}

const tones: Readonly<Record<MeterConcern, string>> = { zero: '', unowned: ' c-tag--bad', unbilled: ' c-tag--warn' };

function MeterTable({ c, meters }: { c: PageContext; meters: readonly ConcerningMeter[] }) {
  const { t } = c.var;
  return (
    <Table
      caption={t('console.meters.title')}
      empty={t('console.meters.none')}
      rows={meters}
      columns={[
        { heading: t('console.meters.meter'), cell: ({ serial }) => serial },
        {
          heading: t('console.meters.concern'),
          cell: ({ concern }) => <span class={`c-tag${tones[concern]}`}>{t(`console.meters.concern.${concern}`)}</span>,
        },
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
        { heading: t('console.zone'), cell: ({ zone }) => zone },
        {
          heading: t('console.meters.since'),
          cell: ({ since }) => (since === undefined ? t('console.meters.never') : t.date(since)),
        },
        {
          heading: t('console.meters.gallons'),
          numeric: true,
          cell: ({ gallons }) => (gallons === undefined ? '—' : t.number(gallons.toFixed(0))),
        },
      ]}
    />
  );
}

/** The same as a file. */
export async function metersCsv(c: PageContext): Promise<Response> {
  const rows = (await asked(c)).map((meter) => [
    meter.concern,
    meter.serial,
    meter.account ?? '',
    meter.street,
    meter.zone,
    meter.since?.toString() ?? '',
    meter.gallons?.toFixed(0) ?? '',
    meter.readsThrough.toString(),
  ]);
  const header = ['concern', 'meter', 'account', 'street', 'zone', 'since', 'gallons', 'reads_through'];
  return c.body(csvText([header, ...rows]), 200, {
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': 'attachment; filename="meters.csv"',
  });
}
