import { lastComparison, listFindings } from '../../../../usecases/payments/index.ts';
import { page } from '../../../components/layout.tsx';
import { type ListedBy, LongList, type LongListProps, longListFile } from '../../../components/list/long-list.tsx';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';

/** When our payments were last compared with the processor's own list, and everything that was found. */
export async function comparisonPage(c: PageContext): Promise<Response> {
  const { t, deps } = c.var;
  const last = await lastComparison(deps.db);
  const title = t('console.comparison.title');
  const list: LongListProps<ListedBy<typeof listFindings>> = {
    ...{ c, path: paths.console.comparison, caption: t('console.comparison.findings') },
    find: (asked) => listFindings(deps.db, asked),
    isCaptionHidden: true,
    empty: t('console.comparison.none'),
    columns: [
      {
        heading: t('console.date'),
        key: 'at',
        value: ({ at }) => at.toString(),
        cell: (finding) => t.stamp(finding.at),
      },
      {
        heading: t('console.comparison.what'),
        key: 'kind',
        value: ({ kind }) => kind,
        cell: (finding) => t(`console.comparison.kind.${finding.kind}`),
      },
      {
        heading: t('console.receipt'),
        key: 'receipt',
        value: ({ reference }) => reference,
        cell: (finding) => finding.reference,
      },
      {
        heading: t('console.account'),
        key: 'account',
        value: ({ account }) => account,
        cell: ({ account }) => (account === undefined ? '—' : <a href={paths.console.account(account)}>{account}</a>),
      },
      {
        heading: t('console.comparison.was'),
        key: 'was',
        value: ({ was }) => was,
        cell: ({ was }) => (was === undefined ? '—' : t.maybe(`console.payment-state.${was}`)),
      },
      {
        heading: t('console.comparison.became'),
        key: 'became',
        value: ({ became }) => became,
        cell: ({ became }) => (became === undefined ? '—' : t.maybe(`console.payment-state.${became}`)),
      },
      {
        heading: t('console.amount'),
        key: 'amount',
        value: ({ amount }) => (amount === undefined ? undefined : amount / 100),
        numeric: true,
        cell: ({ amount }) => (amount === undefined ? '—' : t.money(amount)),
      },
    ],
  };
  return (
    longListFile(list, 'comparison') ??
    page(
      c,
      { title, realm: 'console', width: 'wide' },
      <>
        <h1>{title}</h1>
        <p class="usa-intro">{t('console.comparison.intro')}</p>
        <p>
          {last === undefined
            ? t('console.comparison.never')
            : t('console.comparison.last', {
                at: t.stamp(last.at),
                since: t.stamp(last.since),
                payments: last.payments,
              })}
        </p>
        {last !== undefined && <LongList {...list} />}
      </>,
    )
  );
}
