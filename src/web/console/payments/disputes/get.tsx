import { isOpenDispute, withdrawnNow } from '../../../../domain/payments/index.ts';
import { listDisputes } from '../../../../usecases/payments/index.ts';
import { page } from '../../../components/layout.tsx';
import { type ListedBy, LongList, type LongListProps, longListFile } from '../../../components/list/long-list.tsx';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { disputeReason } from '../dispute-words.ts';

/** Payments that somebody disputes at their bank, the first to be answered first. */
export async function disputesPage(c: PageContext): Promise<Response> {
  const { t, deps } = c.var;
  const title = t('console.disputes.title');
  const list: LongListProps<ListedBy<typeof listDisputes>> = {
    ...{ c, path: paths.console.disputes, caption: title },
    find: (asked) => listDisputes(deps.db, asked),
    isCaptionHidden: true,
    empty: t('console.disputes.none'),
    columns: [
      {
        heading: t('console.account'),
        key: 'account',
        value: ({ account }) => account,
        cell: (dispute) => (
          <>
            <a href={paths.console.dispute(String(dispute.id))}>{dispute.account}</a>
            <br />
            {dispute.customerName}
          </>
        ),
      },
      {
        heading: t('console.state'),
        key: 'state',
        value: ({ state }) => state,
        cell: ({ state }) => t(`console.dispute-state.${state}`),
      },
      {
        heading: t('console.dispute.evidence-due'),
        key: 'answer_by',
        value: ({ evidenceDueAt }) => evidenceDueAt?.toString(),
        cell: ({ state, evidenceDueAt }) =>
          evidenceDueAt !== undefined && isOpenDispute(state) ? t.stamp(evidenceDueAt) : t('console.dispute.no-date'),
      },
      {
        heading: t('console.dispute.reason'),
        key: 'reason',
        value: ({ reason }) => reason,
        cell: ({ reason }) => disputeReason(c, reason),
        narrow: true,
      },
      {
        heading: t('console.dispute.amount'),
        key: 'amount',
        value: ({ amount }) => amount / 100,
        numeric: true,
        cell: ({ amount }) => t.money(amount),
      },
      {
        heading: t('console.dispute.withdrawn'),
        key: 'withdrawn',
        value: (dispute) => withdrawnNow(dispute) / 100,
        numeric: true,
        cell: (dispute) => t.money(withdrawnNow(dispute)),
      },
    ],
  };
  return (
    longListFile(list, 'disputes') ??
    page(
      c,
      { title, realm: 'console', width: 'wide' },
      <>
        <h1>{title}</h1>
        <p class="usa-intro">{t('console.disputes.intro')}</p>
        <LongList {...list} />
      </>,
    )
  );
}
