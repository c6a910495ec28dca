import { present } from '../../../../domain/kernel/index.ts';
import { type ShadowDifference, shadowDifferences } from '../../../../usecases/exchange/index.ts';
import { page } from '../../../components/layout.tsx';
import type { ListColumn } from '../../../components/list/list.tsx';
import { LongList, type LongListProps, longListFile } from '../../../components/list/long-list.tsx';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { differenceReasons, reasonText, serviceText, whyText } from '../difference-words.ts';

const states = ['open', 'explained'] as const;

/** Bills of the billing system that our rates do not reproduce, line by line, and which of them somebody has explained. */
export async function differencesPage(c: PageContext): Promise<Response> {
  const { t, deps } = c.var;
  const state = states.find((one) => one === c.req.query('state'));
  const reason = differenceReasons.find((one) => one === c.req.query('reason'));
  const title = t('console.differences.title');
  const list: LongListProps<ShadowDifference> = {
    ...{ c, path: paths.console.shadowDifferences, caption: title, isCaptionHidden: true },
    empty: t('console.differences.none'),
    find: (asked) => shadowDifferences(deps.db, { ...asked, ...present({ state, reason }) }),
    columns: columnsOf(c),
    filters: [
      {
        name: 'state',
        label: t('console.state'),
        options: states.map((one) => [one, t(`console.differences.state.${one}`)] as const),
      },
      {
        name: 'reason',
        label: t('console.shadow.reason'),
        options: differenceReasons.map((one) => [one, reasonText(c, one)] as const),
      },
    ],
  };
  return (
    longListFile(list, 'bills-that-do-not-come-out') ??
    page(
      c,
      { title, realm: 'console', width: 'wide' },
      <>
        <h1>{title}</h1>
        <p class="usa-intro">{t('console.differences.intro')}</p>
        <p>
          <a href={paths.console.shadowRuns}>{t('console.shadow.title')}</a>
        </p>
        <LongList {...list} />
      </>,
    )
  );
}

function columnsOf(c: PageContext): readonly ListColumn<ShadowDifference>[] {
  const { t } = c.var;
  return [
    {
      heading: t('console.shadow.bill'),
      key: 'bill',
      value: ({ bill }) => bill,
      cell: ({ bill, billId }) => <a href={paths.console.shadowDifference(`${billId}`)}>{bill}</a>,
    },
    {
      heading: t('console.account'),
      key: 'account',
      value: ({ account }) => account,
      cell: ({ account }) => <a href={paths.console.account(account)}>{account}</a>,
    },
    {
      heading: t('console.differences.service'),
      key: 'service',
      value: ({ service }) => service,
      cell: ({ service }) => serviceText(c, service),
    },
    {
      ...{ heading: t('console.differences.difference'), key: 'difference', numeric: true },
      value: ({ difference }) => difference / 100,
      cell: ({ difference }) => t.money(difference),
    },
    {
      heading: t('console.shadow.reason'),
      key: 'reason',
      value: ({ reason }) => reason,
      cell: (one) => whyText(c, one),
      narrow: true,
    },
    {
      heading: t('console.differences.first-seen'),
      key: 'first-seen',
      value: ({ firstSeen }) => firstSeen.toString(),
      cell: ({ firstSeen }) => t.stamp(firstSeen),
    },
    {
      heading: t('console.state'),
      key: 'state',
      value: ({ note }) => (note === undefined ? 'open' : 'explained'),
      cell: ({ note }) => t(`console.differences.state.${note === undefined ? 'open' : 'explained'}`),
    },
    {
      heading: t('console.differences.note'),
      key: 'note',
      value: ({ note }) => note,
      cell: ({ note }) => note ?? '—',
      narrow: true,
    },
  ];
}
