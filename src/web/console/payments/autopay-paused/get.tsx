import { returnReason } from '../../../../domain/payments/index.ts';
import { pausedAutopays } from '../../../../usecases/payments/index.ts';
import { page } from '../../../components/layout.tsx';
import { type ListedBy, LongList, type LongListProps, longListFile } from '../../../components/list/long-list.tsx';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';

/** Whose autopay a return has paused, and why. There is nothing to press: only the customer can set it again. */
export async function autopayPausedPage(c: PageContext): Promise<Response> {
  const { t, deps } = c.var;
  const title = t('console.autopay-paused.title');
  const list: LongListProps<ListedBy<typeof pausedAutopays>> = {
    ...{ c, path: paths.console.autopayPaused, caption: title },
    find: (asked) => pausedAutopays(deps.db, asked),
    isCaptionHidden: true,
    empty: t('console.autopay-paused.none'),
    columns: [
      {
        heading: t('console.account'),
        key: 'account',
        value: ({ account }) => account,
        cell: (one) => (
          <>
            <a href={paths.console.account(one.account)}>{one.account}</a>
            <br />
            {one.customerName}
          </>
        ),
      },
      {
        heading: t('console.autopay-paused.since'),
        key: 'since',
        value: ({ pausedAt }) => pausedAt.toString(),
        cell: (one) => t.stamp(one.pausedAt),
      },
      {
        heading: t('console.autopay-paused.why'),
        cell: (one) => t(`autopay.why.${returnReason(one.code).why}`),
      },
      { heading: t('console.autopay-paused.code'), key: 'code', value: ({ code }) => code, cell: (one) => one.code },
    ],
  };
  return (
    longListFile(list, 'paused-autopay') ??
    page(
      c,
      { title, realm: 'console', width: 'wide' },
      <>
        <h1>{title}</h1>
        <p class="usa-intro">{t('console.autopay-paused.intro')}</p>
        <LongList {...list} />
      </>,
    )
  );
}
