import { neverBilled, vacantUse } from '../../../../usecases/billing/index.ts';
import { problemText } from '../../../components/form.tsx';
import { Icon } from '../../../components/icon.tsx';
import { page } from '../../../components/layout.tsx';
import { List, type ListProps, listFile, maxListed } from '../../../components/list/list.tsx';
import { Table } from '../../../components/table.tsx';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { todayOf } from '../../request.ts';

/** Accounts that no run has billed lately, and why: who waited longest first. */
export async function neverBilledPage(c: PageContext): Promise<Response> {
  const { t, deps, now } = c.var;
  const found = await neverBilled(
    deps.db,
    { utility: deps.utility, rates: deps.rates },
    { now, limit: maxListed, offset: 0 },
  );
  const title = t('console.never-billed.title');
  const list: ListProps<(typeof found)[number]> = {
    ...{ c, path: paths.console.neverBilled, caption: title, rows: found },
    isCaptionHidden: true,
    empty: t('console.never-billed.none'),
    columns: [
      {
        heading: t('console.account'),
        key: 'account',
        value: ({ account }) => account,
        cell: ({ account, customerName }) => (
          <>
            <a href={paths.console.account(account)}>{account}</a>
            <br />
            {customerName}
          </>
        ),
      },
      { heading: t('console.cycle'), key: 'cycle', value: ({ cycle }) => cycle, cell: ({ cycle }) => cycle },
      {
        heading: t('console.never-billed.through'),
        key: 'billed_through',
        value: ({ billedThrough }) => billedThrough?.toString(),
        cell: ({ billedThrough }) =>
          billedThrough === undefined ? t('console.never-billed.never') : t.date(billedThrough),
      },
      {
        heading: t('console.never-billed.served'),
        key: 'opened',
        value: ({ openedOn }) => openedOn.toString(),
        cell: ({ openedOn }) => t.date(openedOn),
      },
      { heading: t('console.roster.reason'), cell: ({ why }) => problemText(c, why) },
    ],
  };
  return (
    listFile(list, 'never-billed') ??
    page(
      c,
      { title, realm: 'console', width: 'wide' },
      <>
        <p>
          <a href={paths.console.billRuns}>
            <Icon name="back" /> {t('console.runs.title')}
          </a>
        </p>
        <h1>{title}</h1>
        <p class="usa-intro">
          {t('console.never-billed.intro', { days: deps.utility.billing.review.neverBilledDays })}
        </p>
        <List {...list} />
        <h2>{t('console.never-billed.vacant')}</h2>
        <p>{t('console.never-billed.vacant-intro')}</p>
        <Table
          caption={t('console.never-billed.vacant')}
          isCaptionHidden
          empty={t('console.never-billed.vacant-none')}
          rows={await vacantUse(deps.db, { today: todayOf(c) })}
          columns={[
            {
              heading: t('console.premise'),
              cell: ({ premise, address }) => (
                <>
                  <a href={paths.console.premise(premise)}>{premise}</a>
                  <br />
                  {address}
                </>
              ),
            },
            { heading: t('console.meter'), cell: ({ serial }) => serial },
            { heading: t('console.never-billed.vacant-since'), cell: ({ since }) => t.date(since) },
            {
              heading: t('console.premise.until'),
              cell: ({ until }) => (until === undefined ? t('console.premise.goes-on') : t.date(until)),
            },
            {
              heading: t('console.never-billed.gallons'),
              numeric: true,
              cell: ({ gallons }) => t.number(Math.round(gallons)),
            },
          ]}
        />
      </>,
    )
  );
}
