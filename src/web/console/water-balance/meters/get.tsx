import { csvText } from '../../../../usecases/transition/index.ts';
import {
  type ConcerningMeter,
  concerningMeters,
  lastSurvey,
  type MeterConcern,
  meterConcerns,
} from '../../../../usecases/water-balance/index.ts';
import { page } from '../../../components/layout.tsx';
import { List, type ListColumn } from '../../../components/list/list.tsx';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { todayOf } from '../../request.ts';
import { SurveyNote } from '../survey-note.tsx';

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
  const title = t('console.meters.title');
  return page(
    c,
    { title, realm: 'console', width: 'wide' },
    <>
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
      <List
        c={c}
        path={paths.console.meters}
        file={paths.console.metersCsv}
        caption={title}
        isCaptionHidden
        empty={t('console.meters.none')}
        rows={meters}
        columns={columnsOf(c)}
        filters={[
          {
            name: 'concern',
            label: t('console.meters.concern'),
            options: meterConcerns.map((concern) => [concern, t(`console.meters.concern.${concern}`)]),
          },
        ]}
      />
    </>,
  );
}

const tones: Readonly<Record<MeterConcern, string>> = { zero: '', unowned: ' c-tag--bad', unbilled: ' c-tag--warn' };

function columnsOf(c: PageContext): readonly ListColumn<ConcerningMeter>[] {
  const { t } = c.var;
  return [
    { heading: t('console.meters.meter'), key: 'meter', value: ({ serial }) => serial, cell: ({ serial }) => serial },
    {
      heading: t('console.meters.concern'),
      key: 'concern',
      value: ({ concern }) => concern,
      cell: ({ concern }) => <span class={`c-tag${tones[concern]}`}>{t(`console.meters.concern.${concern}`)}</span>,
    },
    {
      heading: t('console.account'),
      key: 'account',
      value: ({ account }) => account,
      cell: ({ account, street }) => (
        <>
          {account === undefined ? t('console.meters.nobody') : <a href={paths.console.account(account)}>{account}</a>}
          <br />
          {street}
        </>
      ),
    },
    { heading: t('console.zone'), key: 'zone', value: ({ zone }) => zone, cell: ({ zone }) => zone },
    {
      heading: t('console.meters.since'),
      key: 'since',
      value: ({ since }) => since?.toString(),
      cell: ({ since }) => (since === undefined ? t('console.meters.never') : t.listDate(since)),
    },
    {
      heading: t('console.meters.gallons'),
      key: 'gallons',
      value: ({ gallons }) => gallons,
      numeric: true,
      cell: ({ gallons }) => (gallons === undefined ? '—' : t.number(gallons.toFixed(0))),
    },
  ];
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
