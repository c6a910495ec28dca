import { neverBilled } from '../../../../usecases/billing/index.ts';
import { problemText } from '../../../components/form.tsx';
import { Icon } from '../../../components/icon.tsx';
import { page } from '../../../components/layout.tsx';
import { type ListedBy, LongList, type LongListProps, longListFile } from '../../../components/list/long-list.tsx';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';

/** Accounts that no run has billed lately, and why: who waited longest first. */
export async function neverBilledPage(c: PageContext): Promise<Response> {
  const { t, deps, now } = c.var;
  const title = t('console.never-billed.title');
  const list: LongListProps<ListedBy<typeof neverBilled>> = {
    ...{ c, path: paths.console.neverBilled, caption: title },
    find: (asked) => neverBilled(deps.db, { utility: deps.utility, rates: deps.rates }, { now, ...asked }),
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
    longListFile(list, 'never-billed') ??
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
        <LongList {...list} />
      </>,
    )
  );
}
