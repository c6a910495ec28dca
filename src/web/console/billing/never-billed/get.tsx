import { neverBilled, unbilledMeters, vacantUse } from '../../../../usecases/billing/index.ts';
import { problemText } from '../../../components/form.tsx';
import { Icon } from '../../../components/icon.tsx';
import { page } from '../../../components/layout.tsx';
import { List, type ListProps, listFile } from '../../../components/list/list.tsx';
import { type ListedBy, LongList, type LongListProps, longListFile } from '../../../components/list/long-list.tsx';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { todayOf } from '../../request.ts';

/** Accounts that no run has billed lately and why, who waited longest first; and meters in use that no account is billed for. */
export async function neverBilledPage(c: PageContext): Promise<Response> {
  const { t, deps } = c.var;
  const isOfMeters = c.req.query('view') === 'meters';
  const days = deps.utility.billing.review.neverBilledDays;
  const title = t('console.never-billed.title');
  const about = (intro: string, list: unknown) =>
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
        <p class="usa-intro">{intro}</p>
        {list}
      </>,
    );
  if (isOfMeters) {
    const list = await listOfMeters(c);
    return (
      listFile(list, 'meters-without-account') ??
      about(t('console.never-billed.meters-intro', { days }), <List {...list} />)
    );
  }
  if (c.req.query('view') === 'vacant') {
    const list = await listOfVacancies(c);
    return listFile(list, 'water-while-vacant') ?? about(t('console.never-billed.vacant-intro'), <List {...list} />);
  }
  const list = listOfAccounts(c);
  return longListFile(list, 'never-billed') ?? about(t('console.never-billed.intro', { days }), <LongList {...list} />);
}

/** The lists of the page, each an address. */
const common = (c: PageContext) => {
  const { t } = c.var;
  return {
    ...{ c, path: paths.console.neverBilled, isCaptionHidden: true },
    views: [
      { value: 'accounts', text: t('console.never-billed.accounts') },
      { value: 'meters', text: t('console.never-billed.meters') },
      { value: 'vacant', text: t('console.never-billed.vacant') },
    ],
  };
};

function listOfAccounts(c: PageContext): LongListProps<ListedBy<typeof neverBilled>> {
  const { t, deps, now } = c.var;
  const setting = { utility: deps.utility, rates: deps.rates };
  return {
    ...common(c),
    caption: t('console.never-billed.accounts'),
    find: (asked) => neverBilled(deps.db, setting, { now, ...asked }),
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
          billedThrough === undefined ? t('console.never-billed.never') : t.listDate(billedThrough),
      },
      {
        heading: t('console.never-billed.served'),
        key: 'opened',
        value: ({ openedOn }) => openedOn.toString(),
        cell: ({ openedOn }) => t.listDate(openedOn),
      },
      { heading: t('console.roster.reason'), cell: ({ why }) => problemText(c, why) },
    ],
  };
}

async function listOfMeters(c: PageContext): Promise<ListProps<Awaited<ReturnType<typeof unbilledMeters>>[number]>> {
  const { t, deps, now } = c.var;
  const meters = await unbilledMeters(deps.db, deps.utility, now);
  return {
    ...common(c),
    caption: t('console.never-billed.meters'),
    rows: meters,
    empty: t('console.never-billed.meters-none'),
    columns: [
      {
        heading: t('console.meters.meter'),
        key: 'meter',
        value: ({ serial }) => serial,
        cell: ({ serial, address }) => (
          <>
            {serial}
            <br />
            {address}
          </>
        ),
      },
      {
        heading: t('console.meters.since'),
        key: 'since',
        value: ({ since }) => since.toString(),
        cell: ({ since }) => t.listDate(since),
      },
      {
        heading: t('console.never-billed.account-before'),
        key: 'account_before',
        value: ({ accountBefore }) => accountBefore,
        cell: ({ accountBefore }) =>
          accountBefore === undefined ? (
            t('console.meters.nobody')
          ) : (
            <a href={paths.console.account(accountBefore)}>{accountBefore}</a>
          ),
      },
      {
        heading: t('console.never-billed.gallons'),
        numeric: true,
        key: 'gallons',
        value: ({ passed }) => passed?.gallons,
        cell: ({ passed }) =>
          passed === undefined ? t('console.never-billed.unread') : t.number(Math.round(passed.gallons)),
      },
      {
        heading: t('console.never-billed.read-through'),
        key: 'read_through',
        value: ({ passed }) => passed?.through.toString(),
        cell: ({ passed }) => (passed === undefined ? '' : t.listDate(passed.through)),
      },
    ],
  };
}

async function listOfVacancies(c: PageContext): Promise<ListProps<Awaited<ReturnType<typeof vacantUse>>[number]>> {
  const { t, deps } = c.var;
  return {
    ...common(c),
    caption: t('console.never-billed.vacant'),
    rows: await vacantUse(deps.db, { today: todayOf(c) }),
    empty: t('console.never-billed.vacant-none'),
    columns: [
      {
        heading: t('console.premise'),
        key: 'premise',
        value: ({ premise }) => premise,
        cell: ({ premise, address }) => (
          <>
            <a href={paths.console.premise(premise)}>{premise}</a>
            <br />
            {address}
          </>
        ),
      },
      { heading: t('console.meter'), key: 'meter', value: ({ serial }) => serial, cell: ({ serial }) => serial },
      {
        heading: t('console.never-billed.vacant-since'),
        key: 'since',
        value: ({ since }) => since.toString(),
        cell: ({ since }) => t.listDate(since),
      },
      {
        heading: t('console.premise.until'),
        key: 'until',
        value: ({ until }) => until?.toString(),
        cell: ({ until }) => (until === undefined ? t('console.premise.goes-on') : t.listDate(until)),
      },
      {
        heading: t('console.never-billed.vacant-gallons'),
        numeric: true,
        key: 'gallons',
        value: ({ gallons }) => gallons,
        cell: ({ gallons }) => t.number(Math.round(gallons)),
      },
    ],
  };
}
