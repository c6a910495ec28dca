import { inLanguage } from '../../../../domain/kernel/index.ts';
import { feesWaiting } from '../../../../usecases/receivables/index.ts';
import { page } from '../../../components/layout.tsx';
import { type ListedBy, LongList, type LongListProps, longListFile } from '../../../components/list/long-list.tsx';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';

/** Fees that wait for a second person, the longest first. */
export async function feesPage(c: PageContext): Promise<Response> {
  const { t, deps } = c.var;
  const title = t('console.fees.title');
  const list: LongListProps<ListedBy<typeof feesWaiting>> = {
    ...{ c, path: paths.console.fees, caption: title },
    find: (asked) => feesWaiting(deps.db, asked),
    isCaptionHidden: true,
    empty: t('console.fees.none'),
    columns: [
      {
        heading: t('console.account'),
        key: 'account',
        value: ({ account }) => account,
        cell: (fee) => (
          <>
            <a href={paths.console.feeCase(String(fee.id))}>{fee.account}</a>
            <br />
            {fee.customerName}
          </>
        ),
      },
      {
        heading: t('console.fee.kind'),
        key: 'fee',
        value: (fee) => inLanguage(fee.label, t.language),
        cell: (fee) => inLanguage(fee.label, t.language),
      },
      { heading: t('console.fee.reason'), key: 'reason', value: ({ reason }) => reason, cell: (fee) => fee.reason },
      {
        heading: t('console.by'),
        key: 'by',
        value: ({ staffName }) => staffName,
        cell: (fee) => fee.staffName ?? t('console.by.system'),
      },
      {
        heading: t('console.date'),
        key: 'at',
        value: ({ askedAt }) => askedAt.toString(),
        cell: (fee) => t.stamp(fee.askedAt),
      },
      {
        heading: t('console.amount'),
        key: 'amount',
        value: ({ amount }) => amount / 100,
        numeric: true,
        cell: (fee) => t.money(fee.amount),
      },
    ],
  };
  return (
    longListFile(list, 'fees-to-approve') ??
    page(
      c,
      { title, realm: 'console', width: 'wide' },
      <>
        <h1>{title}</h1>
        <p class="usa-intro">{t('console.fees.intro', { alone: t.money(deps.utility.fees.one_person_up_to) })}</p>
        <LongList {...list} />
      </>,
    )
  );
}
