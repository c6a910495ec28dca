import { loadBalance, type MonthBalance } from '../../../../usecases/water-balance/index.ts';
import { Alert } from '../../../components/alert.tsx';
import { BarChart } from '../../../components/chart/bar-chart.tsx';
import { page } from '../../../components/layout.tsx';
import { SummaryList } from '../../../components/summary-list.tsx';
import { type Column, Table } from '../../../components/table.tsx';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { may, todayOf } from '../../request.ts';
import { Filters } from '../filters.tsx';

const spans = [3, 6, 12] as const;
/** Below it, what is not billed yet is most of what looks lost. */
const enoughBilled = 0.98;
/** Charts and tables of a town are in million gallons, as its operators speak. */
const million = 1_000_000;
/** Below it, nothing is said about what is likely. */
const minBilled = 0.5;

/** Produced against billed, in the terms of AWWA's water balance. */
export async function balancePage(c: PageContext): Promise<Response> {
  const { t, deps } = c.var;
  const months = spans.find((span) => `${span}` === c.req.query('months')) ?? 3;
  const until = todayOf(c).with({ day: 1 });
  const { whole, ...system } = await loadBalance(deps.db, deps.utility, { from: until.subtract({ months }), until });
  const title = t('console.balance.title');
  return page(
    c,
    { title, realm: 'console', width: 'wide' },
    <>
      <h1>{title}</h1>
      <p class="usa-intro">{t('console.balance.intro')}</p>
      {may(c, 'system-water.import') && (
        <p>
          <a href={paths.console.productionFiles}>{t('console.production.upload')}</a>
        </p>
      )}
      <Filters
        c={c}
        action={paths.console.balance}
        filters={[
          {
            name: 'months',
            label: t('console.balance.months'),
            options: spans.map((span) => [`${span}`, t('console.balance.last-months', { count: span })]),
          },
        ]}
      />
      {whole.balance === undefined ? (
        <Alert kind="info" heading={t('console.balance.none')}>
          <p>{t('console.balance.none-body')}</p>
        </Alert>
      ) : (
        <>
          {(whole.facts.billedShare < enoughBilled || whole.producedShare < enoughBilled) && (
            <Alert kind="warning" heading={t('console.balance.lag')}>
              <p>
                {t('console.balance.lag-body', {
                  billed: Math.round(whole.facts.billedShare * 100),
                  produced: Math.round(whole.producedShare * 100),
                })}
              </p>
            </Alert>
          )}
          <Terms c={c} whole={whole} />
          <Months c={c} months={system.months} />
          {system.zones.length > 0 && (
            <>
              <h2>{t('console.balance.zones')}</h2>
              <p>{t('console.balance.zones-body')}</p>
              <Table
                caption={t('console.balance.zones')}
                isCaptionHidden
                empty=""
                rows={system.zones}
                columns={[{ heading: t('console.zone'), cell: ({ zone }) => zone }, ...columnsOf(c)]}
              />
            </>
          )}
        </>
      )}
      <h2>{t('console.balance.how')}</h2>
      <ul class="usa-list">
        <li>{t('console.balance.how.apportioned')}</li>
        <li>{t('console.balance.how.unbilled', { percent: deps.utility.system_water.unbilled_authorized_percent })}</li>
        <li>{t('console.balance.how.losses')}</li>
      </ul>
    </>,
  );
}

const percentOf = (c: PageContext, share: number): string =>
  c.var.t('console.balance.percent', { percent: c.var.t.number((share * 100).toFixed(1)) });

function Terms({ c, whole }: { c: PageContext; whole: MonthBalance }) {
  const { t } = c.var;
  const { balance, facts } = whole;
  if (balance === undefined) return null;
  const gallons = (amount: number): string => t('console.balance.gallons', { gallons: t.number(amount.toFixed(0)) });
  return (
    <SummaryList
      rows={[
        { term: t('console.balance.input'), value: gallons(balance.systemInput) },
        ...(facts.exported > 0
          ? [
              { term: t('console.balance.exported'), value: gallons(facts.exported) },
              { term: t('console.balance.supplied'), value: gallons(balance.waterSupplied) },
            ]
          : []),
        { term: t('console.balance.billed'), value: gallons(balance.billedAuthorized) },
        { term: t('console.balance.unbilled'), value: gallons(balance.unbilledAuthorized) },
        {
          term: t('console.balance.losses'),
          value: `${gallons(balance.waterLosses)} (${percentOf(c, balance.lossShare)})`,
          strong: true,
        },
        { term: t('console.balance.non-revenue'), value: gallons(balance.nonRevenueWater) },
        ...(facts.billedShare < 1 && facts.billedShare >= minBilled
          ? [{ term: t('console.balance.likely'), value: percentOf(c, balance.likelyLossShare) }]
          : []),
      ]}
    />
  );
}

function Months({ c, months }: { c: PageContext; months: readonly (MonthBalance & { month: Temporal.PlainDate })[] }) {
  const { t } = c.var;
  return (
    <>
      <h2>{t('console.balance.by-month')}</h2>
      <figure class="c-use">
        <figcaption>{t('console.balance.chart')}</figcaption>
        <BarChart
          id="balance"
          bars={months.map(({ month, balance, facts }) => ({
            label: t.shortMonth(month),
            text: t('console.balance.bar', {
              month: t.month(month),
              billed: t.number(facts.billed.toFixed(0)),
              supplied: t.number((balance?.waterSupplied ?? 0).toFixed(0)),
            }),
            amount: facts.billed / million,
            isEstimated: facts.billedShare < enoughBilled,
            ...(balance === undefined ? {} : { before: balance.waterSupplied / million }),
          }))}
          summary={t('console.balance.chart-label', { count: months.length })}
          tick={(amount) => t.number(amount)}
        />
        <ul class="c-use__key">
          <li class="c-use__key-before">{t('console.balance.key-supplied')}</li>
          <li class="c-use__key-estimated">{t('console.balance.key-lag')}</li>
        </ul>
      </figure>
      <Table
        caption={t('console.balance.by-month')}
        isCaptionHidden
        empty=""
        rows={months}
        columns={[{ heading: t('console.balance.month'), cell: ({ month }) => t.month(month) }, ...columnsOf(c)]}
      />
    </>
  );
}

function columnsOf(c: PageContext): Column<MonthBalance>[] {
  const { t } = c.var;
  const amount = (value: number | undefined): string => (value === undefined ? '—' : t.number(value.toFixed(0)));
  return [
    {
      heading: t('console.balance.column.supplied'),
      numeric: true,
      cell: ({ balance }) => amount(balance?.waterSupplied),
    },
    { heading: t('console.balance.column.billed'), numeric: true, cell: ({ facts }) => amount(facts.billed) },
    {
      heading: t('console.balance.column.unbilled'),
      numeric: true,
      cell: ({ balance }) => amount(balance?.unbilledAuthorized),
    },
    { heading: t('console.balance.column.losses'), numeric: true, cell: ({ balance }) => amount(balance?.waterLosses) },
    {
      heading: t('console.balance.loss-share'),
      numeric: true,
      cell: ({ balance }) => (balance === undefined ? '—' : percentOf(c, balance.lossShare)),
    },
    {
      heading: t('console.balance.covered'),
      numeric: true,
      cell: ({ facts }) => percentOf(c, facts.billedShare),
    },
  ];
}
